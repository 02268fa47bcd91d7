import { agentTurn } from "@/inngest/functions/agent-turn";
import { redriveUnfinishedCron } from "@/inngest/functions/redrive-unfinished";
import { reprocessEventJob } from "@/inngest/functions/reprocess-event";
import { sendMessage } from "@/inngest/functions/send-message";
import { syncTemplatesJob } from "@/inngest/functions/sync-templates";

/** Every job of the service, as served to Inngest. */
export const functions = [
  agentTurn,
  sendMessage,
  redriveUnfinishedCron,
  reprocessEventJob,
  syncTemplatesJob,
];
