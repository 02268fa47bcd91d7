import { expect, it } from "vitest";
import { replayToolItems } from "@/lib/agent/replay-tool-items";
import type { TurnStep } from "@/lib/chat/begin-turn-step";

const call = (id: string) => ({
  type: "function_call" as const,
  call_id: id,
  name: "create_ticket",
  arguments: "{}",
});
const thought = { type: "reasoning" as const, id: "rs", summary: [], encrypted_content: "x" };
const said = (
  round: number,
  callNo: number,
  ...content: (typeof thought | ReturnType<typeof call>)[]
) => ({ round, call_no: callNo, item_no: 0, kind: "said", content }) satisfies TurnStep;
const result = (round: number, callNo: number, id: string) =>
  ({
    round,
    call_no: callNo,
    item_no: 0,
    kind: "tool_result",
    content: { call: call(id), output: `done ${id}`, result: { outcome: "done", data: {} } },
  }) satisfies TurnStep;

it("calls go back with their results, in order, with the thinking of this generation", () => {
  const steps = [
    said(0, 0, thought, call("a")),
    result(0, 0, "a"),
    said(0, 1, call("b")),
    result(0, 1, "b"),
  ];
  expect(replayToolItems(steps, 0)).toEqual([
    thought,
    call("a"),
    { type: "function_call_output", call_id: "a", output: "done a" },
    call("b"),
    { type: "function_call_output", call_id: "b", output: "done b" },
  ]);
});

it("after a restart the model knows what was done, without the thinking that led to it", () => {
  expect(replayToolItems([said(0, 0, thought, call("a")), result(0, 0, "a")], 1)).toEqual([
    call("a"),
    { type: "function_call_output", call_id: "a", output: "done a" },
  ]);
});

it("a call that never ran is left out: the service refuses a call without its result", () => {
  expect(replayToolItems([said(0, 0, thought, call("a"))], 0)).toEqual([]);
});

it("P7: what a yes made happen is told once, though each generation notes it under the same id", () => {
  const steps = [
    said(0, -1, call("confirmed_1")),
    result(0, -1, "confirmed_1"),
    said(1, -1, call("confirmed_1")),
    result(1, -1, "confirmed_1"),
  ];
  expect(replayToolItems(steps, 1)).toEqual([
    call("confirmed_1"),
    { type: "function_call_output", call_id: "confirmed_1", output: "done confirmed_1" },
  ]);
});
