import { agentTurn } from "@/inngest/functions/agent-turn";
import { embedMessage } from "@/inngest/functions/embed-message";
import { redriveUnfinishedCron } from "@/inngest/functions/redrive-unfinished";
import { reembedMessages } from "@/inngest/functions/reembed-messages";
import { reprocessEventJob } from "@/inngest/functions/reprocess-event";
import { rollUpFiguresCron } from "@/inngest/functions/roll-up-figures";
import { sendMessage } from "@/inngest/functions/send-message";
import { summariseSession } from "@/inngest/functions/summarise-session";
import { syncTemplatesJob } from "@/inngest/functions/sync-templates";

/** Every job of the service, as served to Inngest. */
export const functions = [
  agentTurn,
  sendMessage,
  embedMessage,
  reembedMessages,
  summariseSession,
  redriveUnfinishedCron,
  rollUpFiguresCron,
  reprocessEventJob,
  syncTemplatesJob,
];
