import { describe, expect, test } from "vitest";
import { shortestRun } from "../shortest-run";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

describe("P11: a text and its echo compare equal", () => {
  test.each([
    ["Tom & Jerry", "Tom &amp; Jerry"],
    ["https://x.example/?a=1&b=2", "https://x.example/?a=1&amp;b=2"],
    ["price < 5 and > 2", "price &lt; 5 and &gt; 2"],
    ["say \"hi\" & 'bye'", "say &quot;hi&quot; &amp; &#039;bye&#39;"],
    ["a <b>bold</b> word", "a bold word"],
    ["line one\n\nline two ", "line one line two"],
    ["cafe\u0301", "caf\u00e9"],
    ["a\u00a0b", "a&nbsp;b"],
    ["twice &amp; escaped", "twice &amp;amp; escaped"],
    ["I <3 you", "I &lt;3 you"],
    ["😀", "&#x1F600;"],
    ["not a sign &#xD800; &#0;", "not a sign &amp;#xD800; &amp;#0;"],
  ])("%j and %j are the same", async (sent, echoed) => {
    const client = await database.superuser();
    const [one, other] = [
      await call(client, "normalised_for_match", sent),
      await call(client, "normalised_for_match", echoed),
    ];
    expect(other).toBe(one);
  });

  test.each([
    ["Your quote is ready.", "Your quote is ready"],
    ["5 kg", "6 kg"],
    ["a & b", "a b"],
  ])("%j and %j are not", async (one, other) => {
    const client = await database.superuser();
    expect(await call(client, "normalised_for_match", one)).not.toBe(
      await call(client, "normalised_for_match", other),
    );
  });

  test("hostile texts take linear time", async () => {
    const client = await database.superuser();
    for (const unit of ["<a", "&", "&amp;", " ", "<a ", "&#1;"]) {
      const text = unit.repeat(30_000);
      const act = () => call(client, "normalised_for_match", text);
      expect(await shortestRun(1_000, act)).toBeLessThan(1_000);
    }
  });
});
