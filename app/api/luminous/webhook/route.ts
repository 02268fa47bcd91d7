import { after } from "next/server";
import { announce } from "@/inngest/announce";
import { lookInsteadOfEngine } from "@/lib/alerts/raise-and-tell";
import { tellDatabaseAway, tellDatabaseBack } from "@/lib/alerts/tell-directly";
import { processMetrics } from "@/lib/metrics/process-metrics";
import { beginTrace } from "@/lib/trace/begin-trace";
import { traceReceipts } from "@/lib/trace/trace-receipts";
import { answerMetaChallenge } from "@/lib/webhook/answer-meta-challenge";
import { receiveWebhook } from "@/lib/webhook/receive-webhook";

// POST /api/luminous/webhook: Luminous, or Meta directly. Stored before it is acknowledged.
export function POST(request: Request): Promise<Response> {
  return beginTrace(async () => {
    const done = processMetrics().http.startTimer({ route: "webhook" });
    const response = await answer(request);
    done({ status: String(response.status) });
    return response;
  });
}

async function answer(request: Request): Promise<Response> {
  const received = await receiveWebhook(request);
  if (received.kind === "refused") {
    if (received.status === 503) after(() => tellDatabaseAway());
    const { status, body, retryAfter } = received;
    const headers = retryAfter === undefined ? undefined : { "retry-after": String(retryAfter) };
    return Response.json(body, { status, headers });
  }
  const { items } = received;
  const announced = await announce({
    turnSessionIds: received.stored.turn_session_ids,
    sendMessageIds: received.stored.send_message_ids,
    fetchMessageIds: received.stored.media_message_ids,
    toEmbed: items.some((item) => item.event_type === "message"),
  });
  after(() => traceReceipts(items));
  after(() => tellDatabaseBack());
  if (!announced) after(() => lookInsteadOfEngine());
  return Response.json({ success: true });
}

// GET: Meta proves that the address is ours before it sends anything.
export function GET(request: Request): Response {
  return answerMetaChallenge(new URL(request.url).searchParams);
}
