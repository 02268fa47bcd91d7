import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { chunkBytes, uploadResumably } from "@/lib/media/resumable-upload";
import { openTusEndpoint } from "./tus-endpoint";

// Each moves a dozen megabytes over a socket, and one waits before it tries again.
vi.setConfig({ testTimeout: 30_000 });

const file = randomBytes(2 * chunkBytes + 100_000);
let endpoint: Awaited<ReturnType<typeof openTusEndpoint>>;
beforeEach(async () => {
  endpoint = await openTusEndpoint();
});
afterEach(() => endpoint.close());

/** Pieces as a download gives them: each with memory of its own. */
async function* pieces(onPiece: (sent: number) => void = () => {}) {
  for (let from = 0; from < file.length; from += 60_000) {
    onPiece(from);
    yield new Uint8Array(file.subarray(from, from + 60_000));
  }
}

const upload = (bytes: AsyncIterable<Uint8Array>, signal = new AbortController().signal) =>
  uploadResumably(
    {
      ...{ bucket: "b", path: "p", contentType: "application/pdf", size: file.length },
      ...{ bytes, signal, ownsPieces: true, bytesPerSecond: 1024 ** 3 },
    },
    { endpoint: endpoint.url, headers: {} },
  );

it("a file arrives whole though its pieces are freed on the way, one after the other in one buffer", async () => {
  await upload(pieces());
  expect(endpoint.kept().equals(file)).toBe(true);
  await endpoint.close();
  endpoint = await openTusEndpoint();
  await upload(pieces());
  expect(endpoint.kept().equals(file)).toBe(true);
});

it("a part whose connection breaks off is sent again from where it stopped", async () => {
  endpoint.breakOffAt(chunkBytes + 2_000_000);
  await upload(pieces());
  expect(endpoint.kept().equals(file)).toBe(true);
  expect(endpoint.requests).toContain("HEAD");
});

it("given up in the middle of a part: says why, and has the parts dropped", async () => {
  const given = new AbortController();
  const giveUp = new Error("enough");
  const broken = upload(
    pieces((sent) => {
      if (sent > chunkBytes + 1_000_000) given.abort(giveUp);
    }),
    given.signal,
  );
  await expect(broken).rejects.toBe(giveUp);
  await expect.poll(endpoint.isDropped, { timeout: 20_000 }).toBe(true);
});
