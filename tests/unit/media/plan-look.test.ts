import { describe, expect, it } from "vitest";
import { faultOutcome } from "@/lib/media/understand/fault-outcome";
import { planLook } from "@/lib/media/understand/plan-look";
import { transcriptionLanguage } from "@/lib/media/understand/transcription-language";

const on = { pictures: true, recordings: true };
const megabyte = 1024 * 1024;
const look = (messageType: string, mimeType: string | null, size: number | null = 1_000) =>
  planLook({ messageType, mimeType, size }, on);

describe("how a file is looked into", () => {
  it.each([
    ["image", "image/jpeg", { look: "picture", type: "image/jpeg" }],
    ["document", "image/png", { look: "picture", type: "image/png" }],
    ["audio", "audio/ogg; codecs=opus", { look: "recording", fileName: "voice.ogg" }],
    ["document", "audio/mpeg", { look: "recording", fileName: "audio.mp3" }],
    ["document", "application/pdf", { look: "document" }],
    ["audio", "audio/amr", { look: "nothing", reason: "unsupported_type" }],
    ["audio", "audio/aac", { look: "nothing", reason: "unsupported_type" }],
    ["document", "application/msword", { look: "nothing", reason: "unsupported_type" }],
    ["image", "image/heic", { look: "nothing", reason: "unsupported_type" }],
    ["image", null, { look: "nothing", reason: "unsupported_type" }],
    ["video", "video/mp4", { look: "nothing", reason: "video" }],
    ["sticker", "image/webp", { look: "nothing", reason: "sticker" }],
  ])("a %s of type %s", (messageType, mimeType, expected) => {
    expect(look(messageType, mimeType)).toMatchObject(expected);
  });

  it("not at all when it is larger than is read into memory, or its switch is off", () => {
    expect(look("audio", "audio/ogg", 25 * megabyte)).toMatchObject({ look: "recording" });
    expect(look("audio", "audio/ogg", 25 * megabyte + 1)).toMatchObject({ reason: "too_large" });
    expect(look("document", "application/pdf", 100 * megabyte)).toMatchObject({
      reason: "too_large",
    });
    const photo = { messageType: "image", mimeType: "image/jpeg", size: 1 };
    const note = { messageType: "audio", mimeType: "audio/ogg", size: 1 };
    expect(planLook(photo, { ...on, pictures: false })).toMatchObject({ reason: "switched_off" });
    expect(planLook(note, { ...on, recordings: false })).toMatchObject({ reason: "switched_off" });
  });
});

describe("a fault of the provider", () => {
  it.each(["rejected", "refused", "too_long"] as const)("%s is final", (fault) => {
    expect(faultOutcome({ fault, waitMs: null })).toEqual({ status: "failed", reason: fault });
  });
  it.each(["rate_limited", "timed_out", "unavailable", "truncated", "empty"] as const)(
    "%s is tried again, and what it cost counts",
    (fault) => {
      const usage = {
        model: "luna",
        input_tokens: 1,
        cached_tokens: 0,
        output_tokens: 1,
        cost_usd: null,
      };
      expect(faultOutcome({ fault, waitMs: 900 }, usage)).toEqual({
        status: "again",
        reason: fault,
        waitMs: 900,
        usage,
      });
    },
  );
});

it("a locale is a hint for the transcription only where the API knows its language", () => {
  expect(["en", "sw-UG", "en_US", " SW "].map(transcriptionLanguage)).toEqual([
    "en",
    "sw",
    "en",
    "sw",
  ]);
  expect(["lg", "lug", "", "english", null].map(transcriptionLanguage)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});
