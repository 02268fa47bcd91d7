import { beforeEach, describe, expect, it, vi } from "vitest";
import { receiveFile } from "@/lib/media/send/receive-file";

type Stored = { path: string; bytes: AsyncIterable<Uint8Array>; contentType: string };
const bucket = vi.hoisted(() => new Map<string, { type: string; bytes: number }>());
vi.mock("@/lib/media/media-storage", () => ({
  storeObject: async ({ path, bytes, contentType }: Stored) => {
    let size = 0;
    for await (const piece of bytes) size += piece.length;
    bucket.set(path, { type: contentType, bytes: size });
  },
}));
beforeEach(() => bucket.clear());

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const upload = (bytes: Uint8Array, size = bytes.length) =>
  receiveFile({
    body: new Blob([new Uint8Array(bytes)]).stream(),
    size,
    path: "customer/file",
    signal: AbortSignal.timeout(5_000),
  });

describe("a file that staff upload", () => {
  it("is stored under what its bytes say that it is", async () => {
    expect(await upload(png)).toMatchObject({ kind: "image", mimeType: "image/png" });
    expect(bucket.get("customer/file")).toEqual({ type: "image/png", bytes: png.length });
  });

  it.each([
    ["a page", Buffer.from("<!doctype html><script>alert(1)</script>"), "file_type_refused"],
    ["a drawing", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), "file_type_refused"],
    ["a program", Buffer.from(`MZ${"\0".repeat(200)}`), "file_type_refused"],
    ["nothing", Buffer.alloc(0), "file_unreadable"],
  ])("is refused when it is %s, whatever it is called", async (_, bytes, code) => {
    await expect(upload(bytes)).rejects.toMatchObject({ code });
    expect(bucket.size).toBe(0);
  });

  it("is not kept when it is too large for its kind, shorter or longer than announced", async () => {
    await expect(upload(png, 5 * 1024 * 1024 + 1)).rejects.toMatchObject({
      code: "file_too_large",
      detail: "image",
    });
    await expect(upload(png, png.length + 1)).rejects.toMatchObject({ code: "file_unreadable" });
    await expect(upload(png, png.length - 1)).rejects.toMatchObject({ code: "file_unreadable" });
    expect(bucket.size).toBe(0);
  });
});
