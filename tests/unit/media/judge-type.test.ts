import { describe, expect, it } from "vitest";
import { judgeType } from "@/lib/media/fetch/judge-type";
import { mediaRule, plainType } from "@/lib/media/fetch/media-types";

const words = new TextEncoder().encode("Order 4711, two boxes\n");
const zipOf = (name: string) => Buffer.from(`PK\x03\x04\x14\x00\x00\x00${name}`, "latin1");
const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

describe("a file's type: announced, found in its bytes, taken in", () => {
  it.each([
    ["image", ["image/jpeg", "image/jpeg"], "image/jpeg", words, { type: "image/jpeg" }],
    ["image", ["image/jpg", null], "image/jpeg", words, { type: "image/jpeg" }],
    ["image", [null, null], "image/png", words, { type: "image/png" }],
    ["image", ["image/jpeg", "image/jpeg"], "image/png", words, { refused: "type_mismatch" }],
    ["image", ["image/jpeg", "image/png"], "image/jpeg", words, { refused: "type_mismatch" }],
    ["image", ["image/jpeg", "image/jpeg"], null, words, { refused: "type_mismatch" }],
    ["image", ["image/svg+xml", null], null, words, { refused: "type_not_allowed" }],
    ["image", [null, null], "application/pdf", words, { refused: "type_not_allowed" }],
    ["sticker", ["image/png", null], "image/png", words, { refused: "type_not_allowed" }],
    [
      "audio",
      ["audio/ogg; codecs=opus", "audio/ogg"],
      "audio/ogg; codecs=opus",
      words,
      { type: "audio/ogg" },
    ],
    ["audio", ["audio/mp4", null], "video/mp4", words, { type: "audio/mp4" }],
    ["audio", ["audio/mp4", null], "audio/x-m4a", words, { type: "audio/mp4" }],
    ["video", ["video/mp4", null], "audio/mpeg", words, { refused: "type_mismatch" }],
    ["document", ["application/pdf", null], "application/pdf", words, { type: "application/pdf" }],
    [
      "document",
      ["application/pdf", null],
      "application/x-msdownload",
      words,
      { refused: "type_mismatch" },
    ],
    [
      "document",
      ["application/octet-stream", null],
      "application/x-msdownload",
      words,
      { refused: "type_not_allowed" },
    ],
    [
      "document",
      ["application/octet-stream", null],
      "application/pdf",
      words,
      { type: "application/pdf" },
    ],
    [
      "document",
      ["application/zip", null],
      "application/zip",
      words,
      { refused: "type_not_allowed" },
    ],
    ["document", ["text/html", null], null, words, { refused: "type_not_allowed" }],
    ["document", ["text/plain", null], null, words, { type: "text/plain" }],
    ["document", ["text/csv; charset=utf-8", null], null, words, { type: "text/csv" }],
    ["document", ["text/comma-separated-values", "text/csv"], null, words, { type: "text/csv" }],
    [
      "document",
      ["text/plain", null],
      null,
      new Uint8Array([77, 90, 0, 3]),
      { refused: "type_mismatch" },
    ],
    ["document", [docx, null], docx, words, { type: docx }],
    ["document", [docx, null], "application/zip", zipOf("[Content_Types].xml"), { type: docx }],
    [
      "document",
      [docx, null],
      "application/zip",
      zipOf("classes.dex"),
      { refused: "type_mismatch" },
    ],
    [
      "document",
      ["application/msword", null],
      "application/x-cfb",
      words,
      { type: "application/msword" },
    ],
    ["document", [docx, null], "application/x-cfb", words, { refused: "type_mismatch" }],
  ] as const)("%s announced as %j with bytes of %s", (kind, announced, found, head, verdict) => {
    expect(judgeType(announced, found, head, mediaRule(kind))).toEqual(verdict);
  });

  it("parameters and case of a type do not matter", () => {
    expect(plainType(" Audio/OGG; codecs=opus")).toBe("audio/ogg");
  });

  it("each kind has Meta's own limit, and an unknown kind the documents' one", () => {
    const limit = (kind: string) => mediaRule(kind).maxBytes / 1024;
    expect(
      ["image", "sticker", "audio", "voice", "video", "document", "hologram", "constructor"].map(
        limit,
      ),
    ).toEqual([5 * 1024, 500, 16 * 1024, 16 * 1024, 16 * 1024, 100 * 1024, 100 * 1024, 100 * 1024]);
  });
});
