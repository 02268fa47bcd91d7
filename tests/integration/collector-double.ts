import { createServer } from "node:http";
import { z } from "zod";

const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
});
export type Span = z.infer<typeof spanSchema>;
const bodySchema = z.object({
  resourceSpans: z.array(
    z.object({ scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })) }),
  ),
});

/** A collector of traces (OTLP over HTTP, JSON) that keeps every body as it came. */
export async function startCollector() {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      bodies.push(Buffer.concat(pieces).toString("utf8"));
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    text: () => bodies.join("\n"),
    spans: (): Span[] =>
      bodies.flatMap((body) =>
        bodySchema
          .parse(JSON.parse(body))
          .resourceSpans.flatMap((each) => each.scopeSpans.flatMap((scope) => scope.spans)),
      ),
    close: () => server.close(),
  };
}
