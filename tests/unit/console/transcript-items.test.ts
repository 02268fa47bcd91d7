import { describe, expect, it } from "vitest";
import { transcriptItems } from "@/components/sessions/transcript-items";
import { message } from "./transcript-message";

const kinds = (items: ReturnType<typeof transcriptItems>) => items.map((item) => item.kind);

describe("transcriptItems", () => {
  it("starts a day at midnight of the viewer, not of UTC", () => {
    const evening = [
      message({ seq: 1, at: "2026-11-22T20:30:00Z" }),
      message({ seq: 2, at: "2026-11-22T21:30:00Z" }),
    ];
    expect(kinds(transcriptItems(evening, "UTC"))).toEqual(["day", "bubble", "bubble"]);
    expect(kinds(transcriptItems(evening, "Africa/Kampala"))).toEqual([
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
      "UTC",
    );
    expect(items.map((item) => item.kind === "bubble" && item.follows)).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
  });

  it("shows what happened to the conversation as a line of its own", () => {
    const items = transcriptItems(
      [message({ seq: 1, direction: "system", author: "system", event: "given_to_bot" })],
      "UTC",
    );
    expect(kinds(items)).toEqual(["day", "event"]);
  });
});
