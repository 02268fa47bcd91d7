import { once } from "node:events";
import { createServer } from "node:http";
import { z } from "zod";

const envelopeSchema = z.object({ event: z.string(), data: z.object({ data: z.unknown() }) });
const valueSchema = z.object({
  value: z.looseObject({
    contacts: z.array(z.record(z.string(), z.unknown())).optional(),
    messages: z.array(z.record(z.string(), z.unknown())).optional(),
    statuses: z
      .array(
        z.looseObject({
          id: z.string(),
          status: z.string(),
          recipient_id: z.string().optional(),
          errors: z.array(z.looseObject({ code: z.number() })).optional(),
        }),
      )
      .optional(),
  }),
  field: z.literal("messages"),
});
const echoSchema = z.object({
  success: z.boolean(),
  data: z.looseObject({
    messages: z.array(z.looseObject({ id: z.string() })).optional(),
    chat: z.looseObject({ metadata: z.string() }).optional(),
    error: z.looseObject({ code: z.number().optional() }).optional(),
  }),
});

export type Received = { event: string; url: string; body: string; at: number };

/** Stands in for the app: keeps every webhook and answers what the test says. */
export async function startAppDouble() {
  const received: Received[] = [];
  let answer = { status: 200, waitMs: 0 };
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request)).toString("utf8");
    const parsed = envelopeSchema.safeParse(safeJson(body));
    const event = parsed.success ? parsed.data.event : "unknown";
    received.push({ event, url: request.url ?? "", body, at: performance.now() });
    const { status, waitMs } = answer;
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    response.writeHead(status).end(`{"status":${status}}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");

  const inner = (one: Received) => envelopeSchema.parse(JSON.parse(one.body)).data.data;
  return {
    webhookUrl: `http://127.0.0.1:${address.port}/api/luminous/webhook?token=secret-token`,
    received,
    answerWith(status: number, waitMs = 0): void {
      answer = { status, waitMs };
    },
    ofEvent: (event: string) => received.filter((one) => one.event === event),
    values: (event: string) =>
      received
        .filter((one) => one.event === event)
        .map((one) => valueSchema.parse(inner(one)).value),
    echoes: () =>
      received
        .filter((one) => one.event === "message.sent")
        .map((one) => echoSchema.parse(inner(one))),
    statuses: () =>
      received
        .filter((one) => one.event === "message.status.update")
        .flatMap((one) => valueSchema.parse(inner(one)).value.statuses ?? []),
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
export type AppDouble = Awaited<ReturnType<typeof startAppDouble>>;

function safeJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
