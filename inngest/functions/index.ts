import { agentTurn } from "@/inngest/functions/agent-turn";
import { applyRetention } from "@/inngest/functions/apply-retention";
import { buildExportJob } from "@/inngest/functions/build-export";
import { cleanMediaJob } from "@/inngest/functions/clean-media";
import { countMetricsCron } from "@/inngest/functions/count-metrics";
import { embedMessage } from "@/inngest/functions/embed-message";
import { eraseCustomer } from "@/inngest/functions/erase-customer";
import { privacyDeadlinesCron } from "@/inngest/functions/privacy-deadlines";
import { raiseAlertsCron } from "@/inngest/functions/raise-alerts";
import { redriveUnfinishedCron } from "@/inngest/functions/redrive-unfinished";
import { reembedMessages } from "@/inngest/functions/reembed-messages";
import { reprocessEventJob } from "@/inngest/functions/reprocess-event";
import { rollUpFiguresCron } from "@/inngest/functions/roll-up-figures";
import { sendMessage } from "@/inngest/functions/send-message";
import { sendOpeningCodeJob } from "@/inngest/functions/send-opening-code";
import { storeMedia } from "@/inngest/functions/store-media";
import { summariseSession } from "@/inngest/functions/summarise-session";
import { syncTemplatesJob } from "@/inngest/functions/sync-templates";
import { understandMediaJob } from "@/inngest/functions/understand-media";

/** Every job of the service, as served to Inngest. */
export const functions = [
  agentTurn,
  sendMessage,
  embedMessage,
  reembedMessages,
  summariseSession,
  redriveUnfinishedCron,
  rollUpFiguresCron,
  eraseCustomer,
  buildExportJob,
  sendOpeningCodeJob,
  privacyDeadlinesCron,
  raiseAlertsCron,
  countMetricsCron,
  cleanMediaJob,
  applyRetention,
  reprocessEventJob,
  syncTemplatesJob,
  storeMedia,
  understandMediaJob,
];
