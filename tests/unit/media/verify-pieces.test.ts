import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isSameChecksum } from "@/lib/media/fetch/same-checksum";
import { verifyPieces } from "@/lib/media/fetch/verify-pieces";

const file = randomBytes(10_000);
const hash = createHash("sha256").update(file).digest();
const hex = hash.toString("hex");

async function* cut(bytes: Buffer, size = 1_000) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** What comes through, and how it ends. */
async function pass(bytes: Buffer, announced: Partial<Parameters<typeof verifyPieces>[1]> = {}) {
  const out: Uint8Array[] = [];
  let verified: string | null = null;
  const all = { size: file.length, maxBytes: 1_000_000, checksums: [hex], ...announced };
  try {
    for await (const piece of verifyPieces(cut(bytes), all, (found) => {
      verified = found;
    }))
      out.push(piece);
    return { bytes: Buffer.concat(out), verified, error: null };
  } catch (error) {
    return { bytes: Buffer.concat(out), verified, error: (error as { code: string }).code };
  }
}

describe("P17: a file is verified while it streams", () => {
  it("passes on what is right, byte for byte, with its checksum", async () => {
    const passed = await pass(file, { checksums: [hex, hash.toString("base64")] });
    expect(passed).toEqual({ bytes: file, verified: hex, error: null });
    expect((await pass(file, { checksums: [] })).error).toBeNull();
  });

  it("holds the last piece back until size and checksum are right, so nothing wrong is ever whole", async () => {
    const wrong = Buffer.from(file);
    wrong.writeUInt8((wrong.at(-1) ?? 0) ^ 1, wrong.length - 1);
    for (const [bytes, error] of [
      [wrong, "checksum_mismatch"],
      [file.subarray(0, 9_999), "download_broken"],
      [Buffer.concat([file, Buffer.from("x")]), "size_mismatch"],
    ] as const) {
      const passed = await pass(bytes);
      expect(passed).toMatchObject({ error, verified: null });
      expect(passed.bytes.length).toBeLessThan(file.length);
    }
  });

  it("stops at the limit of its kind, whatever was announced", async () => {
    const passed = await pass(file, { maxBytes: 3_500 });
    expect(passed.error).toBe("too_large");
    expect(passed.bytes.length).toBeLessThanOrEqual(3_000);
  });

  it("knows checksums in hex and in base64, and nothing else", () => {
    const known = [hex, hex.toUpperCase(), hash.toString("base64"), hash.toString("base64url")];
    expect(known.map((form) => isSameChecksum(form, hex))).toEqual([true, true, true, true]);
    const others = [
      "",
      "x",
      hex.slice(1),
      hash.toString("base64").slice(4),
      `0${hex.slice(1)}`.replace(hex, ""),
    ];
    expect(others.map((form) => isSameChecksum(form, hex))).toEqual(others.map(() => false));
  });
});
