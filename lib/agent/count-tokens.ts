import "server-only";
import { get_encoding, type Tiktoken, type TiktokenEncoding } from "tiktoken";
import { env } from "@/lib/env";

/** Encoding an unbroken run is quadratic in its length: 100 KB of one letter takes 15 s. */
const longestRun = 1_000;

const loaded = new Map<TiktokenEncoding, Tiktoken>();

/** The encoding of a model, by configuration; today's models all use o200k. */
export function encodingOf(model: string): TiktokenEncoding {
  return env().MODEL_ENCODINGS[model] ?? "o200k_base";
}

/** Tokens of a text as the model counts them. The encoder is loaded once, on first use. */
export function countTokens(text: string, encoding: TiktokenEncoding = "o200k_base"): number {
  let tokenizer = loaded.get(encoding);
  if (!tokenizer) {
    tokenizer = get_encoding(encoding);
    loaded.set(encoding, tokenizer);
  }
  let count = 0;
  for (const piece of splitLongRuns(text)) count += tokenizer.encode_ordinary(piece).length;
  return count;
}

/** Cuts only where a run without white space exceeds the limit: counts of ordinary text do not change. */
export function splitLongRuns(text: string): string[] {
  const run = new RegExp(`\\S{${longestRun}}`, "gu");
  const pieces: string[] = [];
  let start = 0;
  for (const match of text.matchAll(run)) {
    const end = match.index + match[0].length;
    pieces.push(text.slice(start, end));
    start = end;
  }
  pieces.push(text.slice(start));
  return pieces;
}
