import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFailureLimit } from "@/lib/webhook/failure-limit";
import { minimalEnv } from "../chat/minimal-env";

const url = "http://127.0.0.1/api/luminous/webhook";

describe("the count of failed webhooks", () => {
  it("goes by address and begins anew each minute", () => {
    const limit = createFailureLimit();
    const now = 1_800_000_000_000;
    const counts = Array.from({ length: 61 }, () => limit.count("203.0.113.7", now));
    expect(counts.slice(58)).toEqual(["below", "last", "over"]);
    expect(limit.isOver("203.0.113.7", now)).toBe(true);
    expect(limit.isOver("203.0.113.8", now)).toBe(false);
    expect(limit.isOver("203.0.113.7", now + limit.secondsLeft(now) * 1_000)).toBe(false);
  });

  it("holds a bounded number of addresses; those beyond share one count", () => {
    const limit = createFailureLimit();
    for (let index = 0; index < 30_000; index += 1) limit.count(`address-${index}`, 1);
    expect(limit.size()).toBeLessThanOrEqual(10_001);
    expect(limit.isOver("one more", 1)).toBe(true);
    expect(limit.isOver("address-5", 1)).toBe(false);
  });
});

describe("repeated wrong webhooks of one address", { timeout: 30_000 }, () => {
  // Failures are counted by the minute: a minute that ends meanwhile would begin the count anew.
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 7), toFake: ["Date"] }));
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
    vi.resetModules();
  });

  async function open() {
    for (const [name, value] of Object.entries(minimalEnv(9))) vi.stubEnv(name, value);
    vi.stubEnv("META_APP_SECRET", "app-secret");
    vi.resetModules();
    const { receiveWebhook } = await import("@/lib/webhook/receive-webhook");
    return async (query: string, headers: Record<string, string> = {}, body = "[]") => {
      const from = { "x-forwarded-for": "203.0.113.7", ...headers };
      const request = new Request(url + query, { method: "POST", headers: from, body });
      const received = await receiveWebhook(request);
      return { received, read: request.bodyUsed };
    };
  }

  it("are answered 429 unread, while what is right is never refused", async () => {
    const send = await open();
    for (let tries = 0; tries < 60; tries += 1)
      expect((await send("?token=wrong")).received).toMatchObject({ status: 401 });
    const late = await send("?token=wrong");
    expect(late).toMatchObject({ received: { status: 429 }, read: false });
    expect(late.received).toHaveProperty("retryAfter");

    // 400: authenticated, and then refused for a body that is no object.
    expect((await send("?token=secret")).received).toMatchObject({ status: 400 });
    expect((await send("", { authorization: "Bearer secret" })).received).toMatchObject({
      status: 400,
    });
    const signature = createHmac("sha256", "app-secret").update("[]").digest("hex");
    const signed = (sum: string) => send("", { "x-hub-signature-256": `sha256=${sum}` });
    expect((await signed(signature)).received).toMatchObject({ status: 400 });
    expect((await signed("0".repeat(64))).received).toMatchObject({ status: 429 });
    expect(
      (await send("?token=wrong", { "x-forwarded-for": "198.51.100.1" })).received,
    ).toMatchObject({ status: 401 });
  });
});
