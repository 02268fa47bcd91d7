import { describe, expect, it } from "vitest";
import { isSpoken, messagesOf, transcriptItems } from "@/components/transcript/transcript-items";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";
import { message, note } from "./transcript-message";

const kinds = (items: ReturnType<typeof transcriptItems>) => items.map((item) => item.kind);

describe("transcriptItems", () => {
  it("starts a day at midnight of the viewer, not of UTC", () => {
    const evening = [
      message({ seq: 1, at: "2026-11-22T20:30:00Z" }),
      message({ seq: 2, at: "2026-11-22T21:30:00Z" }),
    ];
    expect(kinds(transcriptItems(evening, [], "UTC", { startsHere: true }))).toEqual([
      "day",
      "bubble",
      "bubble",
    ]);
    expect(kinds(transcriptItems(evening, [], "Africa/Kampala", { startsHere: true }))).toEqual([
      "day",
      "bubble",
      "day",
      "bubble",
    ]);
  });

  it("draws bubbles together only when one author goes on within five minutes", () => {
    const items = transcriptItems(
      [
        message({ seq: 1, at: "2026-11-22T12:00:00Z" }),
        message({ seq: 2, at: "2026-11-22T12:04:00Z" }),
        message({ seq: 3, at: "2026-11-22T12:10:00Z" }),
        message({ seq: 4, at: "2026-11-22T12:11:00Z", author: "bot", direction: "outbound" }),
      ],
      [],
      "UTC",
      { startsHere: true },
    );
    expect(items.map((item) => item.kind === "bubble" && item.followed)).toEqual([
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  it("shows what happened to the conversation as a line of its own", () => {
    const items = transcriptItems(
      [message({ seq: 1, direction: "system", author: "system", event: "given_to_bot" })],
      [],
      "UTC",
      { startsHere: true },
    );
    expect(kinds(items)).toEqual(["day", "event"]);
  });

  it("puts each note behind its bubble, also when that bubble is gone, and none twice", () => {
    const items = transcriptItems(
      [message({ seq: 2 }), message({ seq: 5 })],
      [
        note({ after_seq: 0 }),
        note({ after_seq: 2 }),
        note({ after_seq: 3 }),
        note({ after_seq: 5 }),
      ],
      "UTC",
      { startsHere: true },
    );
    expect(
      items.flatMap((item) => (item.kind === "day" ? [] : [item.key.slice(-1) + item.kind])),
    ).toEqual(["0note", "2bubble", "2note", "3note", "5bubble", "5note"]);
  });

  it("older bubbles that load before change nothing of what is shown, but for a title that now belongs", () => {
    const late = [message({ seq: 3 }), message({ seq: 4, at: "2026-11-23T12:00:00Z" })];
    const before = transcriptItems(late, [], "UTC", { startsHere: false });
    const after = transcriptItems([message({ seq: 2 }), ...late], [], "UTC", { startsHere: false });
    expect(kinds(before)).toEqual(["bubble", "day", "bubble"]);
    expect(after.slice(1)).toEqual(before);
  });

  it("shows photos that one customer sent within a minute as one album, and what says more alone", () => {
    const photo = (seq: number, second: number, some: Partial<TranscriptMessage> = {}) =>
      message({
        seq,
        ...{ type: "image", media: file("image") },
        at: `2026-11-22T12:0${Math.floor(second / 60)}:${String(second % 60).padStart(2, "0")}Z`,
        ...some,
      });
    const shown = (...messages: TranscriptMessage[]) =>
      transcriptItems(messages, [], "UTC", { startsHere: false }).map((item) =>
        isSpoken(item) ? messagesOf(item).map(({ seq }) => seq) : [],
      );
    expect(shown(photo(1, 0), photo(2, 1, { text: "[Image] Look" }), photo(3, 59))).toEqual([
      [1, 2, 3],
    ]);
    expect(shown(photo(1, 0), photo(2, 60), photo(3, 61))).toEqual([[1], [2, 3]]);
    expect(shown(photo(1, 0), message({ seq: 2 }), photo(3, 1))).toEqual([[1], [2], [3]]);
    for (const alone of [
      { author: "staff", direction: "outbound" },
      { type: "audio", media: file("audio") },
      { type: "document" },
      { type: "sticker" },
      { media: null },
      { deleted: true },
      { edited: true },
      { details: { ...message({ seq: 2 }).details, forwarded: true } },
      { reactions: [{ author: "customer", emoji: "👍" }] },
    ] as Partial<TranscriptMessage>[])
      expect(shown(photo(1, 0), photo(2, 1, alone), photo(3, 2))).toEqual([[1], [2], [3]]);
  });

  it("an album keeps its first photo's key and its last one's distance while it grows", () => {
    const [a, b] = [
      message({ seq: 1, type: "image", media: file("image") }),
      message({ seq: 2, type: "image", media: file("image") }),
    ];
    const items = transcriptItems([a, b, message({ seq: 3 })], [], "UTC", { startsHere: false });
    expect(items.map(({ key }) => key)).toEqual([a.id, expect.stringMatching(/3$/)]);
    expect(items[0]).toMatchObject({ kind: "album", followed: true });
  });
});

const file = (kind: "image" | "audio"): NonNullable<TranscriptMessage["media"]> => ({
  ...{ id: crypto.randomUUID(), kind, mime_type: `${kind}/jpeg`, file_name: null, file_size: 1 },
  ...{ status: "stored", error: null, expires_at: null, caption: null, transcript: null },
  ...{ document_text: null, understanding: "pending" },
});
