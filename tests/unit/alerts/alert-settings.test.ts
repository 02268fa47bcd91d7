import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { minimalEnv } from "../chat/minimal-env";

beforeEach(() => vi.resetModules());
afterEach(() => void vi.unstubAllEnvs());

/** The configuration is read once a process: each of these is a process of its own. */
async function settingsWith(variables: Record<string, string>) {
  for (const [name, value] of Object.entries({ ...minimalEnv(1), ...variables }))
    vi.stubEnv(name, value);
  return import("@/lib/alerts/alert-settings");
}

const telegram = {
  TELEGRAM_NOTIFICATIONS_ENABLED: "true",
  TELEGRAM_BOT_TOKEN: "123:token",
  TELEGRAM_CHAT_ID: "-1",
};

// Each loads the configuration and what hangs on it anew.
describe("what is told on Telegram", { timeout: 30_000 }, () => {
  it.each([
    ["TELEGRAM_NOTIFY_INCOMING", ["reply", "agent_error"]],
    ["TELEGRAM_NOTIFY_REPLIES", ["incoming", "agent_error"]],
    ["TELEGRAM_NOTIFY_AGENT_ERRORS", ["incoming", "reply"]],
  ])("%s switches its kind off and no other", async (name, rest) => {
    const { raiseSettings } = await settingsWith({ ...telegram, [name]: "false" });
    expect(raiseSettings().notify).toEqual(rest);
  });

  it("holds nothing personal unless that is switched on", async () => {
    const usual = await settingsWith(telegram);
    expect(usual.claimSettings().with_personal).toBe(false);
    vi.resetModules();
    const asked = await settingsWith({ ...telegram, TELEGRAM_INCLUDE_PERSONAL_DATA: "true" });
    expect(asked.claimSettings().with_personal).toBe(true);
  });

  it("is nothing until it is switched on, and no more a minute than configured", async () => {
    const off = await settingsWith({ ...telegram, TELEGRAM_NOTIFICATIONS_ENABLED: "false" });
    expect([off.telegramSettings(), off.raiseSettings().tells]).toEqual([null, false]);
    vi.resetModules();
    const on = await settingsWith({ ...telegram, TELEGRAM_MESSAGES_PER_MINUTE: "3" });
    expect(on.claimSettings().per_minute).toBe(3);
    expect(on.telegramSettings()).toMatchObject({ token: "123:token", chatId: "-1" });
  });
});
