import "server-only";
import { get_encoding, type Tiktoken } from "tiktoken";
import { splitLongRuns } from "@/lib/agent/count-tokens";

export type Chunk = { text: string; start_token: number; end_token: number };
export type ChunkSizes = { size: number; overlap: number; most: number };

/** The encoding of the embedding models, not that of the chat models. */
let cached: Tiktoken | undefined;

/**
 * Cuts a text into chunks of at most `size` tokens (and the rest of a character that a token splits),
 * each beginning `overlap` tokens before the end of the one before it, at most `most` of them. The last
 * one ends with the text, unless `most` ends it sooner; none lies inside its predecessor.
 */
export function chunkText(text: string, { size, overlap, most }: ChunkSizes): Chunk[] {
  const bytes = Buffer.from(text, "utf8");
  const ends = tokenEnds(text);
  const chunks: Chunk[] = [];
  for (let start = 0; start < ends.length && chunks.length < most; start += size - overlap) {
    const end = Math.min(start + size, ends.length);
    const from = characterStart(bytes, start === 0 ? 0 : (ends[start - 1] ?? 0), -1);
    const to = characterStart(bytes, ends[end - 1] ?? bytes.length, 1);
    const words = bytes.toString("utf8", from, to);
    if (words.trim() !== "") chunks.push({ text: words, start_token: start, end_token: end });
    if (end === ends.length) break;
  }
  return chunks;
}

/** Where each token ends, in bytes of the text. */
function tokenEnds(text: string): number[] {
  cached ??= get_encoding("cl100k_base");
  const ends: number[] = [];
  let at = 0;
  for (const piece of splitLongRuns(text)) {
    for (const token of cached.encode_ordinary(piece)) {
      at += cached.decode_single_token_bytes(token).length;
      ends.push(at);
    }
  }
  return ends;
}

/** The nearest start of a character, going `step` bytes at a time: a token may hold part of one. */
function characterStart(bytes: Buffer, at: number, step: 1 | -1): number {
  let position = at;
  while (position > 0 && position < bytes.length && ((bytes[position] ?? 0) & 0xc0) === 0x80)
    position += step;
  return position;
}
