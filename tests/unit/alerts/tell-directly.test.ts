import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { DatabaseError } from "@/lib/supabase/database-error";
import {
  LOCAL_TELEGRAM_TOKEN,
  type Providers,
  startProviders,
} from "@/local/providers/start-providers";
import { minimalEnv } from "../chat/minimal-env";

let providers: Providers;
let tell: typeof import("@/lib/alerts/tell-directly");

beforeAll(async () => {
  const webhookUrl = "http://127.0.0.1:1/";
  providers = await startProviders({ port: 0, dataDir: null, webhookUrl, parts: ["telegram"] });
  const variables = {
    ...minimalEnv(1),
    TELEGRAM_NOTIFICATIONS_ENABLED: "true",
    TELEGRAM_API_URL: providers.telegram.baseUrl,
    TELEGRAM_BOT_TOKEN: LOCAL_TELEGRAM_TOKEN,
    TELEGRAM_CHAT_ID: "-1",
    RUNBOOK_URL: "https://docs.example/runbook?part=a&line=b",
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  tell = await import("@/lib/alerts/tell-directly");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await providers.close();
});
let before = 0;
beforeEach(() => {
  globalThis.parceloDatabaseAway = undefined;
  before = providers.telegram.sent().length;
});
afterEach(() => void providers.faults.remove());

const texts = () =>
  providers.telegram
    .sent()
    .slice(before)
    .map(({ text }) => text);
const start = Date.parse("2026-11-22T20:00:00Z");
const minutes = (n: number) => start + n * 60_000;
const away = (n: number) => tell.tellDatabaseAway(minutes(n));
const back = (n: number) => tell.tellDatabaseBack(minutes(n));

it("that the database does not answer is told once, with what to do, and again after an hour", async () => {
  await Promise.all([away(0), away(0), away(0)]);
  await away(1);
  expect(texts()).toHaveLength(1);
  expect(texts()[0]).toContain("🔴 <b>Messages cannot be stored: the database does not answer</b>");
  expect(texts()[0]).toContain("since 2026-11-22 20:00 UTC");
  expect(texts()[0]).toContain(
    '<a href="https://docs.example/runbook?part=a&amp;line=b#database-away">What to do</a>',
  );
  for (let n = 2; n <= 61; n += 1) await away(n);
  expect(texts()).toHaveLength(2);
});

it("its end is told once, when it has answered for some minutes; then it is told anew", async () => {
  await back(0);
  await away(0);
  await back(1);
  await away(2);
  await back(3);
  expect(texts()).toHaveLength(1);
  await back(5);
  await back(6);
  expect(texts()).toHaveLength(2);
  expect(texts()[1]).toContain("🟢 Over: <b>Messages cannot be stored");
  expect(texts()[1]).toContain("since 2026-11-22 20:00 UTC, until 2026-11-22 20:02 UTC");
  await away(10);
  expect(texts()).toHaveLength(3);
});

it("while Telegram is down as well nothing is thrown, and it is tried again after a minute", async () => {
  providers.faults.add({ target: "telegram", kind: "status", status: 502, times: 2 });
  await away(0);
  await away(0.5);
  expect(texts()).toEqual([]);
  await away(1);
  expect(texts()).toEqual([]);
  await away(2);
  expect(texts()).toHaveLength(1);
  expect(texts()[0]).toContain("since 2026-11-22 20:00 UTC");

  providers.faults.add({ target: "telegram", kind: "status", status: 502, times: 1 });
  await back(5);
  await back(6);
  expect(texts()).toHaveLength(2);
});

it("what nobody was told of ends without a word, and other errors are not the database being away", async () => {
  providers.faults.add({ target: "telegram", kind: "status", status: 502 });
  await away(0);
  providers.faults.remove();
  await back(5);
  await tell.tellIfAway(new DatabaseError("raise_alerts", "42883", 404));
  expect(texts()).toEqual([]);
  await tell.tellIfAway(new DatabaseError("raise_alerts", null, 0));
  expect(texts()).toHaveLength(1);
});
