import { describe, expect, it } from "vitest";
import { printTable } from "../../bench/print-table";
import { readOptions } from "../../bench/read-options";
import { judge } from "../../bench/targets";

describe("the table of the bench", () => {
  it.each([
    [{ name: "p99 of the acknowledgement against x", value: "1.93 × (target: at most 3)" }, true],
    [{ name: "p99 of the acknowledgement against x", value: "3.10 × (target: at most 3)" }, false],
    [{ name: "turn besides the model, 1000 chunks a customer", p95: 139 }, true],
    [{ name: "sessions: open", p95: 43, failures: 1 }, false],
    [{ name: "search: two words", p95: 300, failures: 0 }, true],
    [{ name: "media: all", p95: 300, failures: 0 }, false],
    [
      { name: "growth of the app's resident memory meanwhile", value: "70.1 MB from 400 MB" },
      false,
    ],
    [{ name: "erasure: 20 customers of 60 messages, x", value: "31.0 s (39 a minute)" }, true],
    [{ name: "erasure: 100 previews, one after another", perSecond: 1 }, false],
  ])("says of %o whether its target is met", (row, isMet) => {
    expect(judge(row)?.isMet).toBe(isMet);
  });

  it("judges nothing of which no limit was asked", () => {
    expect(judge({ name: "resident memory, app", value: "453 MB" })).toBeUndefined();
  });

  it("shows target and verdict in the row, and counts what was missed", () => {
    const table = printTable([{ name: "sessions: open", p95: 201, failures: 1 }], "machine");
    expect(table).toContain(
      "| sessions: open |  |  | 201.0 |  | 1 |  | p95 ≤ 200 ms | **not met** |",
    );
    expect(table).toContain("1 targets, 1 not met");
  });
});

describe("the options of the bench", () => {
  it("refuses a group that does not exist, by name", () => {
    expect(() => readOptions(["--skip", "memori"], ["memory"])).toThrow(/"memori".*memory/);
  });
});
