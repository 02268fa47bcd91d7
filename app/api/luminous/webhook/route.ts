import { announce } from "@/inngest/announce";
import { answerMetaChallenge } from "@/lib/webhook/answer-meta-challenge";
import { receiveWebhook } from "@/lib/webhook/receive-webhook";

// POST /api/luminous/webhook: Luminous, or Meta directly. Stored before it is acknowledged.
export async function POST(request: Request): Promise<Response> {
  const received = await receiveWebhook(request);
  if (received.kind === "refused") return Response.json(received.body, { status: received.status });
  await announce({
    turnSessionIds: received.stored.turn_session_ids,
    sendMessageIds: received.stored.send_message_ids,
    toEmbed: received.hasMessages,
  });
  return Response.json({ success: true });
}

// GET: Meta proves that the address is ours before it sends anything.
export function GET(request: Request): Response {
  return answerMetaChallenge(new URL(request.url).searchParams);
}
