import { describe, expect, it } from "vitest";
import { createUnsentReplies, type PendingReply } from "@/components/conversation/unsent-replies";
import { errorSentence } from "@/components/query/error-sentence";
import { stillPending } from "@/components/transcript/still-pending";
import { message } from "./transcript-message";

/** What a tab keeps over reloads. */
function tab(): Storage {
  const held = new Map<string, string>();
  return {
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, value) => void held.set(name, value),
    removeItem: (name) => void held.delete(name),
    clear: () => held.clear(),
    key: (place) => [...held.keys()][place] ?? null,
    get length() {
      return held.size;
    },
  };
}

const reply = (some: Partial<PendingReply> = {}): PendingReply => ({
  key: "00000000-0000-4000-8000-0000000000aa",
  text: "Your parcel leaves tomorrow.",
  at: "2026-11-22T12:00:00.000Z",
  error: null,
  file: null,
  percent: 0,
  ...some,
});

describe("a reply that is not in the database yet", () => {
  it("stays when its conversation is left and opened again, and apart from other conversations", () => {
    const replies = createUnsentReplies(tab);
    const unwatch = replies.watch("one", () => {});
    replies.add("one", reply());
    expect(replies.isWatched("one")).toBe(true);
    unwatch();
    expect(replies.isWatched("one")).toBe(false);
    replies.change("one", reply().key, { error: new Error("lost") });
    expect(replies.read("one")).toMatchObject([{ text: reply().text, error: { message: "lost" } }]);
    expect(replies.read("two")).toEqual([]);
  });

  it("survives a reload with its words and its key, as one that can be tried again", () => {
    const storage = tab();
    const before = createUnsentReplies(() => storage);
    before.add("one", reply());
    before.add("one", reply({ key: "second", text: "And one more." }));
    const after = createUnsentReplies(() => storage);
    const left = after.read("one");
    expect(left.map(({ key, text }) => [key, text])).toEqual([
      [reply().key, reply().text],
      ["second", "And one more."],
    ]);
    expect(left.map(({ error }) => errorSentence(error))).toEqual(
      Array(2).fill(expect.stringContaining("not sent twice")),
    );
    expect(after.read("one")).toBe(left);
  });

  it("is forgotten, by the tab too, once it is queued or discarded", () => {
    const storage = tab();
    const replies = createUnsentReplies(() => storage);
    let heard = 0;
    replies.watch("one", () => {
      heard += 1;
    });
    replies.add("one", reply());
    replies.change("one", reply().key, null);
    replies.change("one", reply().key, { error: new Error("late") });
    expect(heard).toBe(2);
    expect(storage.length).toBe(0);
    expect(createUnsentReplies(() => storage).read("one")).toEqual([]);
  });

  it("keeps no file over a reload, and reads nothing out of what is not its own", () => {
    const storage = tab();
    createUnsentReplies(() => storage).add("one", reply({ file: new File(["x"], "x.pdf") }));
    expect(storage.length).toBe(0);
    for (const [place, foreign] of ["{", "null", '[{"text":1}]', '"x"'].entries()) {
      storage.setItem(`unsent-${place}`, foreign);
      expect(createUnsentReplies(() => storage).read(String(place))).toEqual([]);
    }
  });

  it("is pending no more when its row stands in the talk, though its answer was lost", () => {
    const failed = reply({ error: new Error("offline") });
    expect(stillPending([failed], [message({ seq: 1 })])).toEqual([failed]);
    expect(stillPending([failed], [message({ seq: 2, client_key: failed.key })])).toEqual([]);
  });
});
