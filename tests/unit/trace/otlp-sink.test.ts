import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { currentTrace, underTrace } from "@/lib/trace/current-trace";
import { inSpan } from "@/lib/trace/in-span";
import { createOtlpSink } from "@/lib/trace/otlp-sink";
import { setSpanSink } from "@/lib/trace/span-sink";
import { newTraceparent, readTraceparent, requestIdOf } from "@/lib/trace/traceparent";

const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: z.array(z.object({ key: z.string() }).loose()),
  status: z.object({ code: z.number().optional() }),
});
const body = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
});

const received: string[] = [];
const collector = createServer((request, response) => {
  let text = "";
  request.on("data", (piece) => {
    text += piece;
  });
  request.on("end", () => {
    received.push(text);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
});
let endpoint = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  const address = collector.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  endpoint = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  setSpanSink(undefined);
  collector.close();
});

const spans = () =>
  received.flatMap((text) =>
    body
      .parse(JSON.parse(text))
      .resourceSpans.flatMap((each) => each.scopeSpans.flatMap((s) => s.spans)),
  );

/** Ids and times are digits that may spell any three of a number by chance: the rest is what we wrote. */
const withoutIdsAndTimes = (text: string) =>
  JSON.stringify(
    JSON.parse(text, (key, value: unknown) =>
      /^(traceId|spanId|parentSpanId|.*UnixNano)$/.test(key) ? undefined : value,
    ),
  );

describe("traces", () => {
  it("leave as one tree, with the ids that rows name and nothing personal in them", async () => {
    const sink = createOtlpSink({ endpoint, version: "1" });
    setSpanSink(sink);
    const root = sink.start({ name: "webhook", parent: null, fields: {} });
    const preset = "00f067aa0ba902b7";
    await underTrace(root.traceparent, () =>
      inSpan("announce", { event_count: 2, reason: "+256 772 000001" }, async () => undefined),
    );
    sink.start({ name: "turn", parent: root.traceparent, spanId: preset, fields: {} }).end();
    const wamid = "wamid.HBgMMjU2NzcyMDAwMDAxFQIAEhgg";
    await expect(
      underTrace(root.traceparent, () =>
        inSpan("send", {}, () => Promise.reject(new Error(`to +256772000001 ${wamid}`))),
      ),
    ).rejects.toThrow();
    root.end();
    await sink.flush();

    // What the sink's own timer is just sending is not waited for by the flush.
    await expect.poll(() => spans().length, { timeout: 10_000 }).toBe(4);
    const all = spans();
    const own = readTraceparent(root.traceparent);
    expect(new Set(all.map((each) => each.traceId))).toEqual(new Set([own?.traceId]));
    expect(all.find((each) => each.name === "turn")).toMatchObject({
      spanId: preset,
      parentSpanId: own?.spanId,
    });
    expect(all.filter((each) => each.spanId === preset)).toHaveLength(1);
    expect(all.find((each) => each.name === "send")?.status.code).toBe(2);
    const text = received.map(withoutIdsAndTimes).join();
    for (const secret of ["772", wamid, "HBgM"]) expect(text).not.toContain(secret);
    expect(text).toContain("[redacted]");
  }, 20_000);

  it("cost nothing and change nothing while no collector is set", async () => {
    setSpanSink(undefined);
    const traceparent = newTraceparent();
    const seen = await underTrace(traceparent, () =>
      inSpan("send", {}, async () => currentTrace()),
    );
    expect(seen).toBe(traceparent);
  });

  it("have the request's id of the log", () => {
    expect(requestIdOf("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")).toBe(
      "0af76519-16cd-43dd-8448-eb211c80319c",
    );
    expect(requestIdOf("00-+256772000001-x-01")).toBeUndefined();
    expect(readTraceparent(newTraceparent())?.isSampled).toBe(false);
  });
});
