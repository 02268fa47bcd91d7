import { describe, expect, it } from "vitest";
import { readAudit } from "@/scripts/audit/read-audit.mjs";

const answer = (vulnerabilities: Record<string, object>) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: { vulnerabilities: { total: Object.keys(vulnerabilities).length } },
  });
const hole = (severity: string) => ({ severity, range: "<1.2.3", fixAvailable: true });

describe("the dependency audit", () => {
  it("passes what has no grave hole, and counts the lesser ones", () => {
    expect(readAudit(answer({}), "").verdict).toBe("clean");
    const { verdict, sentence } = readAudit(answer({ left: hole("moderate") }), "");
    expect(verdict).toBe("clean");
    expect(sentence).toContain("1 of lower severity");
  });

  it.each(["high", "critical"])(
    "names a package with a %s hole and whether it is fixed",
    (grave) => {
      const { verdict, sentence } = readAudit(answer({ left: hole("low"), pad: hole(grave) }), "");
      expect(verdict).toBe("vulnerable");
      expect(sentence).toContain(`pad <1.2.3: ${grave}, a fixed version is there`);
      expect(sentence).not.toContain("left");
    },
  );

  it.each([
    [JSON.stringify({ message: "405 Method Not Allowed", statusCode: 405 }), "", "405"],
    [JSON.stringify({ error: { code: "ENOTFOUND" } }), "npm error code ENOTFOUND", "ENOTFOUND"],
    ["", "", "no answer"],
    ["<html>", "npm error", "no answer"],
  ])(
    "never takes a registry that could not be asked for a clean one: %s",
    (output, errors, why) => {
      const { verdict, sentence } = readAudit(output, errors);
      expect(verdict).toBe("not asked");
      expect(sentence).toContain(why);
    },
  );
});
