import { expect, it } from "vitest";
import { createLog } from "@/lib/create-log";

it("every line carries what its context gives, and a field of its own wins", () => {
  const lines: string[] = [];
  const log = createLog({ write: (line: string) => void lines.push(line) }, "info", () => ({
    request_id: "0af76519-16cd-43dd-8448-eb211c80319c",
    state: "a",
  }));
  log.info("Turn claimed", { state: "b" });
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    event: "Turn claimed",
    request_id: "0af76519-16cd-43dd-8448-eb211c80319c",
    state: "b",
  });
});
