import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createQueryClient } from "@/components/query/create-query-client";
import { forgetAnswers } from "@/components/query/held-answers";
import { requestJson } from "@/components/query/request-json";

const asked: (string | null)[] = [];
const answers: Response[] = [];
beforeEach(() => {
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    asked.push(new Headers(init.headers).get("if-none-match"));
    return Promise.resolve(answers.shift());
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  forgetAnswers();
  asked.length = 0;
});

const tagged = (rows: number[]) => Response.json({ rows }, { headers: { etag: '"one"' } });
const unchanged = () => new Response(null, { status: 304, headers: { etag: '"one"' } });

it("a list that has not changed is the very same object, so that nothing is drawn again", async () => {
  answers.push(tagged([1]), unchanged(), Response.json({ rows: [2] }));
  const first = await requestJson("/api/list");
  expect(await requestJson("/api/list")).toBe(first);
  expect(await requestJson("/api/list")).toEqual({ rows: [2] });
  expect(asked).toEqual([null, '"one"', '"one"']);
});

it("the tag of one address is shown at no other, and never with a change", async () => {
  answers.push(tagged([1]), tagged([2]), tagged([3]));
  await requestJson("/api/list");
  await requestJson("/api/list?page=2");
  await requestJson("/api/list", { body: {} });
  expect(asked).toEqual([null, null, null]);
});

it("after an act of one's own everything is read anew", async () => {
  answers.push(tagged([1]), tagged([2]));
  await requestJson("/api/list");
  const client = createQueryClient();
  client.setQueryData(["anything"], 1);
  await client.invalidateQueries({ queryKey: ["anything"] });
  expect(await requestJson("/api/list")).toEqual({ rows: [2] });
  expect(asked).toEqual([null, null]);
});
