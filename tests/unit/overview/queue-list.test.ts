import { describe, expect, it } from "vitest";
import { queueList } from "@/components/overview/queue-list";

describe("the list behind a queue's figure", () => {
  it("is one that the role can open, and none otherwise", () => {
    expect(queueList("turns", "support")).toBe("/sessions?filter=unanswered");
    expect(queueList("media", "privacy")).toBe("/media?state=pending");
    expect(queueList("reprocessing", "admin")).toBe("/parked");
    for (const kind of ["sends", "embeddings", "echoes", "reprocessing"] as const) {
      expect(queueList(kind, "admin")).not.toBeNull();
      expect(queueList(kind, "support")).toBeNull();
    }
  });
});
