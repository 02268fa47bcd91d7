import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sendTelegram } from "@/lib/alerts/telegram-client";
import {
  LOCAL_TELEGRAM_TOKEN,
  type Providers,
  startProviders,
} from "../../providers/start-providers";

let providers: Providers;
beforeEach(async () => {
  providers = await startProviders({ port: 0, dataDir: null, webhookUrl: "http://127.0.0.1:1/" });
});
afterEach(() => providers.close());

/** The product's own client: what it makes of each answer is what the alerts do. */
const send = (html: string, token = LOCAL_TELEGRAM_TOKEN, timeoutMs = 30_000) =>
  sendTelegram({ baseUrl: providers.telegram.baseUrl, token, chatId: "-1", timeoutMs }, html);

describe("Telegram, stood in for", () => {
  it("shows what was sent", async () => {
    expect(await send("<b>1 &lt; 2</b>")).toEqual({ kind: "sent" });
    expect(providers.telegram.sent()).toMatchObject([{ chat_id: "-1", text: "<b>1 &lt; 2</b>" }]);
  });

  it("refuses a wrong token and what it cannot read, and shows neither", async () => {
    expect(await send("hello", "wrong")).toMatchObject({ kind: "retry", code: "http_401" });
    expect(await send("1 < 2")).toEqual({ kind: "unreadable", code: "http_400" });
    expect(await send("<b>open")).toEqual({ kind: "unreadable", code: "http_400" });
    expect(await send("x".repeat(4_097))).toEqual({ kind: "unreadable", code: "http_400" });
    expect(providers.telegram.sent()).toEqual([]);
  });

  it("shows the chat as a page in which nothing runs, with what was not taken as it came", async () => {
    const page = async () => {
      const response = await fetch(`${providers.url}/_local/telegram`);
      expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
      return response.text();
    };
    expect(await page()).toContain("Nothing was told yet");
    await send(`🔴 <b>First</b>\n<a href="https://wa.parcelo.example/parked">Console</a>`);
    await send("Second");
    await send("1 < <script>");
    const html = await page();
    expect(html).toContain(
      '🔴 <b>First</b><br><a href="https://wa.parcelo.example/parked">Console</a>',
    );
    expect(html.indexOf("Second")).toBeLessThan(html.indexOf("First"));
    expect(html).toContain("Not taken: HTTP 400");
    expect(html).toContain("1 &lt; &lt;script&gt;");
    expect(html).not.toContain("<script");
  });

  it("asks to wait, is down, slow or gone as a fault says", async () => {
    const { faults } = providers;
    faults.add({ target: "telegram", kind: "status", status: 429, retry_after_s: 7, times: 1 });
    expect(await send("a")).toEqual({ kind: "retry", code: "http_429", retry_after_ms: 7_000 });
    faults.add({ target: "telegram", kind: "status", status: 502, times: 1 });
    expect(await send("a")).toEqual({ kind: "retry", code: "http_502", retry_after_ms: null });
    faults.add({ target: "telegram", kind: "hang" });
    const timedOut = await send("a", LOCAL_TELEGRAM_TOKEN, 200);
    expect(timedOut).toEqual({ kind: "retry", code: "timed_out", retry_after_ms: null });
    await providers.close();
    expect(await send("a")).toMatchObject({ kind: "retry", code: "not_connected" });
  });
});
