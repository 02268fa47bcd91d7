import { describe, expect, it } from "vitest";
import {
  mergeTranscriptChanges,
  type TranscriptPages,
} from "@/components/sessions/merge-transcript-changes";
import { message } from "./transcript-message";

describe("mergeTranscriptChanges", () => {
  const pages: TranscriptPages = {
    pageParams: [null, 3],
    pages: [
      {
        messages: [message({ seq: 3 }), message({ seq: 4, state: "sent" })],
        more: true,
        as_of: "1",
      },
      { messages: [message({ seq: 1 }), message({ seq: 2 })], more: false, as_of: "1" },
    ],
  };
  const seqs = (merged: TranscriptPages) =>
    merged.pages.map((page) => page.messages.map((one) => one.seq));

  it("replaces a moved bubble where it stands, on any page", () => {
    const merged = mergeTranscriptChanges(
      pages,
      [message({ seq: 4, state: "read" }), message({ seq: 2, text: "edited" })],
      "2",
    );
    expect(seqs(merged)).toEqual([
      [3, 4],
      [1, 2],
    ]);
    expect(merged.pages[0]?.messages[1]?.state).toBe("read");
    expect(merged.pages[1]?.messages[1]?.text).toBe("edited");
    expect(merged.pages[0]?.as_of).toBe("2");
  });

  it("adds new bubbles at the end, in order and once", () => {
    const once = mergeTranscriptChanges(pages, [message({ seq: 6 }), message({ seq: 5 })], "2");
    const twice = mergeTranscriptChanges(once, [message({ seq: 6 }), message({ seq: 5 })], "3");
    expect(seqs(twice)).toEqual([
      [3, 4, 5, 6],
      [1, 2],
    ]);
  });

  it("leaves an older bubble that is not loaded to its page", () => {
    const newestOnly = { pageParams: [null], pages: pages.pages.slice(0, 1) };
    expect(seqs(mergeTranscriptChanges(newestOnly, [message({ seq: 1 })], "2"))).toEqual([[3, 4]]);
  });
});
