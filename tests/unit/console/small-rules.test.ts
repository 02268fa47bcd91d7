import { describe, expect, it } from "vitest";
import { spacedNumber } from "@/components/sessions/spaced-number";
import { mergePhoneMessages } from "@/components/simulator/merge-phone-messages";
import type { PhoneMessage } from "@/components/simulator/simulator-queries";
import { initials } from "@/components/ui/initials";
import { ApiError } from "@/lib/http/api-error";
import { databaseRefusal } from "@/lib/http/database-refusal";
import { isSameOrigin } from "@/lib/http/same-origin";
import { safeNextPath } from "@/lib/staff/safe-next-path";

describe("safeNextPath", () => {
  it.each([
    ["/sessions?filter=mine", "/sessions?filter=mine"],
    ["//evil.example/x", "/sessions"],
    ["/\\evil.example", "/sessions"],
    ["https://evil.example", "/sessions"],
    ["javascript:alert(1)", "/sessions"],
    ["/login?next=/x", "/sessions"],
    ["", "/sessions"],
    [undefined, "/sessions"],
  ])("%s leads to %s", (value, expected) => {
    expect(safeNextPath(value)).toBe(expected);
  });
});

describe("isSameOrigin", () => {
  const request = (headers: Record<string, string>) =>
    new Request("http://console.test/api", { method: "POST", headers });
  it.each([
    ["the page's own origin", { host: "console.test", origin: "https://console.test" }, true],
    [
      "the public address behind a proxy",
      { host: "10.0.0.1", origin: "https://app.parcelo.test" },
      true,
    ],
    ["another site", { host: "console.test", origin: "https://evil.example" }, false],
    ["an opaque origin", { host: "console.test", origin: "null" }, false],
    ["the browser's word alone", { host: "console.test", "sec-fetch-site": "same-origin" }, true],
    ["a sibling site", { host: "console.test", "sec-fetch-site": "same-site" }, false],
    ["neither header", { host: "console.test" }, false],
  ])("%s: %s → %s", (_case, headers, expected) => {
    expect(isSameOrigin(request(headers), "https://app.parcelo.test")).toBe(expected);
  });
});

describe("databaseRefusal", () => {
  const error = (code: string, message = "", details = "") =>
    databaseRefusal(
      { name: "PostgrestError", code, message, details, hint: "", toJSON: () => ({}) } as never,
      "list_sessions",
    );
  it.each([
    ["42501", "", "forbidden"],
    ["PGRST303", "", "signed_out"],
    ["PT404", "session_not_found", "not_found"],
    ["PT409", "not_owner", "not_owner"],
    ["22023", "unknown_filter", "invalid"],
  ])("%s %s is told as %s", (code, message, expected) => {
    expect(error(code, message)).toMatchObject({ code: expected });
  });

  it("passes on why sending is not allowed", () => {
    expect(error("PT409", "not_allowed", "window_closed")).toMatchObject({
      detail: "window_closed",
    });
  });

  it("says nothing of any other fault, nor of a detail that is not one word", () => {
    const fault = error("XX000", "text of +256700000101 failed");
    expect(fault).not.toBeInstanceOf(ApiError);
    expect(fault.message).not.toContain("256");
    expect(error("PT409", "not_allowed", "Key (value)=(+256…)")).toMatchObject({
      detail: undefined,
    });
  });
});

describe("names and numbers", () => {
  it.each([
    ["Nakato Sarah", "NS"],
    ["Ssemwogerere Isaac Paul", "SP"],
    ["émile", "É"],
    ["+256 772 ••• 418", "#"],
    ["🎉", "#"],
  ])("initials of %s are %s", (name, expected) => {
    expect(initials(name)).toBe(expected);
  });

  it("spaces a masked number", () => {
    expect(spacedNumber("+256772•••418")).toBe("+256 772 ••• 418");
    expect(spacedNumber("+4479•••123")).toBe("+4479 ••• 123");
  });
});

describe("mergePhoneMessages", () => {
  const bubble = (seq: number, status: PhoneMessage["status"]): PhoneMessage => ({
    seq,
    id: String(seq),
    direction: "out",
    kind: "text",
    text: "x",
    at: "2026-11-22T12:00:00Z",
    status,
  });
  it("replaces what changed and keeps the order of coming", () => {
    const merged = mergePhoneMessages(
      [bubble(1, "sent"), bubble(2, "sent")],
      [bubble(3, "sent"), bubble(1, "read")],
    );
    expect(merged.map((one) => [one.seq, one.status])).toEqual([
      [1, "read"],
      [2, "sent"],
      [3, "sent"],
    ]);
  });
});
