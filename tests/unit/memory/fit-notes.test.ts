import { describe, expect, it } from "vitest";
import { fitNotes } from "@/lib/memory/fit-notes";
import { at, notesWith } from "./memory-samples";

const count = (text: string) => text.split("\n").length;
const notes = (prefix: string, size: number) =>
  Array.from({ length: size }, (_, n) => ({ text: `${prefix} ${n + 1}`, seq: n + 1, at }));

describe("the size of the notes", () => {
  it("leaves notes that fit as they are, as dated lines under headings", () => {
    const whole = notesWith({ facts: notes("fact", 1), open_items: notes("open", 1) });
    expect(fitNotes(whole, 10, count)).toEqual({
      notes: whole,
      text: "Facts:\n- fact 1 (2026-11-20)\nOpen:\n- open 1 (2026-11-20)",
      evictedCount: 0,
    });
  });

  it("lets the oldest requests go before anything that says who somebody is", () => {
    const full = notesWith({ facts: notes("fact", 4), requests: notes("request", 4) });
    const fitted = fitNotes(full, 7, count);
    expect(fitted.notes.facts).toHaveLength(4);
    expect(fitted.notes.requests.map(({ text }) => text)).toEqual(["request 4"]);
    expect(fitted.evictedCount).toBe(3);
  });

  it("never exceeds its room, even with facts alone", () => {
    const fitted = fitNotes(notesWith({ facts: notes("fact", 40) }), 6, count);
    expect(count(fitted.text)).toBeLessThanOrEqual(6);
    expect(fitted.notes.facts.at(-1)?.text).toBe("fact 40");
    expect(fitted.evictedCount).toBe(35);
  });
});
