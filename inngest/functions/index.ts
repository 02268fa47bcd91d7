import { agentTurn } from "@/inngest/functions/agent-turn";
import { redriveUnfinishedCron } from "@/inngest/functions/redrive-unfinished";
import { sendMessage } from "@/inngest/functions/send-message";

/** Every job of the service, as served to Inngest. */
export const functions = [agentTurn, sendMessage, redriveUnfinishedCron];
