import { expect, it } from "vitest";
import { groupRequests } from "@/lib/recall/group-requests";

const message = (id: string, inputs: string[]) => ({ id, contentHash: id, chunks: [], inputs });

it("puts messages together up to what one request takes, and never splits one", () => {
  const short = Array.from({ length: 3 }, (_, n) => message(`s${n}`, ["a", "b"]));
  expect(groupRequests(short)).toEqual([short]);
  const long = message("long", Array(8).fill("x".repeat(30_000)));
  expect(groupRequests([long, long]).map((group) => group.length)).toEqual([1, 1]);
  const many = Array.from({ length: 300 }, (_, n) => message(`m${n}`, Array(8).fill("x")));
  expect(groupRequests(many).map((group) => group.length)).toEqual([256, 44]);
  expect(groupRequests([])).toEqual([]);
});
