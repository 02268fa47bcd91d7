import { Writable } from "node:stream";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { buildArchive } from "@/lib/privacy/export/build-archive";
import type { ExportPart } from "@/lib/privacy/requests/request-words";

const pieceBytes = 1024 * 1024;
const piecesOfFile = 24;
/** Bytes that the bucket gave out and nobody has written down yet, and the most that there ever were. */
const flow = vi.hoisted(() => ({ given: 0, written: 0, most: 0, open: 0, mostOpen: 0, stored: 0 }));

vi.mock("@/lib/media/media-storage", () => ({
  openObject: () => {
    let left = piecesOfFile;
    flow.open += 1;
    flow.mostOpen = Math.max(flow.mostOpen, flow.open);
    return new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (left === 0) {
            flow.open -= 1;
            return controller.close();
          }
          left -= 1;
          flow.given += pieceBytes;
          flow.most = Math.max(flow.most, flow.given - flow.written);
          controller.enqueue(new Uint8Array(pieceBytes));
        },
      },
      { highWaterMark: 0 },
    );
  },
  storeObject: async ({ bytes }: { bytes: AsyncIterable<Uint8Array> }) => {
    for await (const piece of bytes) flow.stored += piece.length;
  },
}));
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  return {
    ...fs,
    createWriteStream(path: string) {
      const file = fs.openSync(path, "w");
      return new Writable({
        write(chunk: Uint8Array, _encoding, done) {
          fs.writeSync(file, chunk);
          flow.written += chunk.length;
          // A slow disk: what is read faster than this must wait, not pile up.
          setImmediate(done);
        },
        final(done) {
          fs.close(file, done);
        },
      });
    },
  };
});
vi.mock("@/lib/privacy/export/export-calls", () => ({
  saveExportProgress: async () => true,
  readExportPage: async (_claim: unknown, part: ExportPart, after: { n: number } | null) => {
    const from = after?.n ?? 0;
    if (part === "media") {
      return from < 3
        ? [
            {
              after: { n: from + 1 },
              path: `customer/${from}`,
              row: { id: `file-${from}`, message_id: "m", type: "image/png", status: "stored" },
            },
          ]
        : [];
    }
    return part === "messages" && from < 4_000
      ? Array.from({ length: 200 }, (_, n) => ({
          after: { n: from + n + 1 },
          row: { id: `${from + n}`, text: "Words ".repeat(20) },
        }))
      : [];
  },
}));

const claim = {
  ...{ exportId: "export", claim: "claim", customer_id: "customer" },
  ...{ object_path: "customer/export.zip", reference: "PR-0001" },
};

describe("an archive", () => {
  beforeEach(() => Object.assign(flow, { given: 0, written: 0, most: 0, open: 0, stored: 0 }));

  it("is written as it is read: 72 MB of files need a few in memory, one file open at a time", async () => {
    const archive = await buildArchive(claim, AbortSignal.timeout(60_000));
    expect(archive.size).toBeGreaterThan(3 * piecesOfFile * pieceBytes);
    expect(flow.stored).toBe(archive.size);
    expect(flow.mostOpen).toBe(1);
    expect(flow.most).toBeLessThan(8 * pieceBytes);
    expect(archive.missingFiles).toBe(0);
  }, 60_000);
});
