import { expect, it } from "vitest";
import { toldChangesFor, toldConsent } from "@/lib/privacy/told-consent";

const told = {
  change: "service:opted_out",
  channel: "phone",
  words: "Leave me alone",
  at: new Date().toISOString(),
  evidence: "",
};
const wrong = (change: object) =>
  toldConsent.safeParse({ ...told, ...change }).error?.issues.map(({ path }) => path.join("."));

it("what a customer told staff needs words and a time that has come; a permission needs its proof", () => {
  expect(wrong({})).toBeUndefined();
  expect(wrong({ words: " " })).toEqual(["words"]);
  expect(wrong({ at: new Date(Date.now() + 3_600_000).toISOString() })).toEqual(["at"]);
  expect(wrong({ change: "marketing:allowed" })).toEqual(["evidence"]);
  expect(wrong({ change: "marketing:allowed", evidence: "Mail of 3 May" })).toBeUndefined();
  expect(wrong({ change: "service:pending" })).toEqual(["change"]);
});

it("offers what can still change, and permissions to those alone who answer for them", () => {
  const customer = { consent: "opted_out", marketing: "unknown" };
  expect(toldChangesFor({ ...customer, mayAllow: false })).toEqual(["marketing:stopped"]);
  expect(toldChangesFor({ ...customer, mayAllow: true })).toEqual([
    "marketing:stopped",
    "service:opted_in",
    "marketing:allowed",
  ]);
});
