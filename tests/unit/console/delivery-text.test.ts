import { describe, expect, it } from "vitest";
import { deliveryText } from "@/components/transcript/delivery-text";
import { message } from "./transcript-message";

const sent = (some: object) =>
  deliveryText(message({ seq: 1, direction: "outbound", author: "staff", ...some }));

describe("deliveryText", () => {
  it.each([
    [
      "failed by a code of Meta",
      { state: "failed", state_reason: "131026" },
      /^Not delivered: .*no WhatsApp.*\(131026\)$/,
    ],
    [
      "failed by a code nobody knows yet",
      { state: "failed", state_reason: "999999" },
      /^Not delivered: WhatsApp refused .* not known here \(999999\)$/,
    ],
    [
      "suppressed by a take-over",
      { state: "suppressed", state_reason: "human_owns_session" },
      /^Not sent: a person took over first$/,
    ],
    ["unknown", { state: "unknown" }, /not confirmed/i],
    ["read", { state: "read" }, /^Read$/],
    ["inbound", { state: null }, /^$/],
  ])("%s", (_case, some, expected) => {
    expect(sent(some)).toMatch(expected);
  });

  it("never calls an unconfirmed message sent", () => {
    expect(sent({ state: "unknown" })).not.toMatch(/^(Sent|Delivered)/);
  });
});
