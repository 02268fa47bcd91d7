import { describe, expect, test } from "vitest";
import { readWaTime } from "@/lib/webhook/wa-timestamp";
import { luminous, messageFrom, parseMessageOf, parseOne } from "./webhook-samples";

const receivedAt = new Date("2026-11-22T11:00:00Z");
const at = "2026-11-22T07:00:01.000Z";

describe("readWaTime", () => {
  test.each([
    ["1795330801", at],
    [1795330801, at],
    ["1795330801000", at],
    [1795330801000, at],
    ["1795330801000000", at],
    [" 1795330801 ", at],
    ["1795330801.5", "2026-11-22T07:00:01.500Z"],
    ["2026-11-22T07:00:01Z", at],
    ["2026-11-22T07:00:01.250Z", "2026-11-22T07:00:01.250Z"],
    ["2026-11-22T10:00:01+03:00", at],
    ["2026-11-22T10:00:01+0300", at],
    ["2026-11-22 10:00:01+03", at],
    ["2026-11-23T10:59:59Z", "2026-11-23T10:59:59.000Z"],
    ["1791874800", "2026-10-13T07:00:00.000Z"],
  ])("%j", (stated, expected) => {
    expect(readWaTime(stated, receivedAt)).toEqual({
      at: expected,
      assumedUtc: false,
      unusable: false,
    });
  });

  test.each(["2026-11-22 07:00:01", "2026-11-22T07:00:01"])("%s is taken as UTC", (stated) => {
    expect(readWaTime(stated, receivedAt)).toEqual({ at, assumedUtc: true, unusable: false });
  });

  test.each([undefined, null, ""])("%j is missing", (stated) => {
    expect(readWaTime(stated, receivedAt)).toEqual({
      at: null,
      assumedUtc: false,
      unusable: false,
    });
  });

  test.each([
    0,
    -1,
    "0",
    "1",
    1e300,
    "9".repeat(20),
    "9".repeat(400),
    "yesterday",
    "2008-12-31T23:59:59Z",
    "2026-11-23T11:00:01Z",
    "2026-13-45T07:00:01Z",
    "2026-11-22",
    "2026-11-22T07:00:01+99:99",
    true,
    [],
    { seconds: 1 },
  ])("%j cannot be used", (stated) => {
    expect(readWaTime(stated, receivedAt)).toMatchObject({ at: null, unusable: true });
  });

  test("a message with an absurd time is kept with what was stated", () => {
    const message = parseMessageOf({ timestamp: "4102444800", text: { body: "hi" } });
    expect(message.payload).toEqual({ unusable_time: '"4102444800"' });
    const item = parseOne(
      luminous({ messages: [messageFrom({ timestamp: "4102444800", text: { body: "hi" } })] }),
    );
    expect(item.occurred_at).toBeNull();
    expect(JSON.stringify(item.raw)).toContain("4102444800");
  });

  test("the envelope's time serves items that state none", () => {
    const body = {
      ...luminous({ messages: [messageFrom({ timestamp: null, text: { body: "hi" } })] }),
      timestamp: "2026-11-22T07:00:01Z",
    };
    expect(parseOne(body).occurred_at).toBe(at);
  });
});
