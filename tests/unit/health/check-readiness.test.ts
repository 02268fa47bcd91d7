import { describe, expect, it } from "vitest";
import { checkReadiness, type ReadinessCheck } from "@/lib/health/check-readiness";

const answers: ReadinessCheck = async () => {};
const refuses: ReadinessCheck = () => Promise.reject(new Error("ECONNREFUSED"));
const hangs: ReadinessCheck = () => new Promise(() => {});

describe("checkReadiness", () => {
  it("finds nothing when every part answers", async () => {
    const checks = { database: answers, storage: answers, "job engine": answers };
    expect(await checkReadiness(checks, 50)).toEqual([]);
    // The timeout that nobody waits for any more must not become an unhandled rejection.
    await new Promise((resolve) => setTimeout(resolve, 80));
  });

  it("names each part that refuses or hangs, and waits for none longer than allowed", async () => {
    const failed = await checkReadiness(
      { database: hangs, storage: answers, "job engine": refuses },
      50,
    );
    expect(failed.map(({ part }) => part)).toEqual(["database", "job engine"]);
  });

  it("asks all parts at once", async () => {
    let asked = 0;
    const together: ReadinessCheck = async () => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (asked < 3) throw new Error("asked one after another");
    };
    const checks = { database: together, storage: together, "job engine": together };
    expect(await checkReadiness(checks, 1_000)).toEqual([]);
  });
});
