import { describe, expect, it } from "vitest";
import { findLeaks, piecesOf } from "../../canary/find-leaks";

const number = { what: "number", value: "256771234567" };

describe("findLeaks", () => {
  it("finds a value wherever it stands, once a place, and never repeats it", () => {
    const places = [
      {
        where: "log",
        text: `{"event":"Sent"}\n{"event":"Webhook stored","to":"+${number.value}"}`,
      },
      { where: "metrics", text: "parcelo_up 1" },
    ];
    const leaks = findLeaks([number], places);
    expect(leaks).toHaveLength(1);
    expect(leaks[0]).toContain('number in log: {"event":"Webhook stored"');
    expect(leaks[0]).not.toContain(number.value);
  });

  it("finds words as JSON writes them, and a part of a long message", () => {
    const words = 'He said "my parcel is late", and that he waits since Monday';
    const canaries = piecesOf(words).map((value) => ({ what: "words", value }));
    expect(
      findLeaks(canaries, [{ where: "log", text: JSON.stringify({ text: words }) }]),
    ).not.toEqual([]);
    expect(findLeaks(canaries, [{ where: "log", text: words.slice(14) }])).toHaveLength(1);
  });

  it("looks for nothing too short to mean anything", () => {
    expect(piecesOf("Hello")).toEqual([]);
    expect(findLeaks([{ what: "name", value: "Ruth" }], [{ where: "log", text: "Ruth" }])).toEqual(
      [],
    );
  });
});
