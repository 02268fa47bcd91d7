import { describe, expect, test } from "vitest";
import { httpErrorRule, sendErrorRule } from "@/lib/whatsapp/send-errors";

describe("send errors", () => {
  test.each([
    ["retry", [1, 2, 4, 80007, 130429, 131000, 131016, 131057]],
    ["retry_pair", [131056]],
    ["window_closed", [131047, 470]],
    ["undeliverable", [131026, 130472]],
    ["marketing_stopped", [131050]],
    ["marketing_capped", [131049]],
    ["spam_limited", [131048]],
    ["stop_account", [0, 10, 190, 368, 131031, 131042]],
    ["loop", [131021]],
    [
      "fix",
      [
        100, 131008, 131009, 131030, 131051, 131052, 131053, 131062, 132000, 132001, 132015, 132069,
        133010,
      ],
    ],
    ["failed", [999999, -1, 131999, 133000, null]],
  ])("%s", (kind, codes) => {
    for (const code of codes) expect([code, sendErrorRule(code).class]).toEqual([code, kind]);
  });

  test.each([
    [401, "stop_account"],
    [403, "stop_account"],
    [429, "retry"],
    [400, "fix"],
    [404, "fix"],
  ])("HTTP %d is %s", (status, kind) => {
    expect(httpErrorRule(status).class).toBe(kind);
  });

  test("every rule says something to staff", () => {
    for (const code of [null, 0, 1, 131047, 132001, 999999]) {
      expect(sendErrorRule(code).words).toMatch(/^[A-Z].{15,}\.$/);
    }
  });
});
