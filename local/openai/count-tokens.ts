import { get_encoding, type Tiktoken, type TiktokenEncoding } from "tiktoken";

/** Encoding an unbroken run is quadratic in its length: 100 KB of one letter takes 15 s. */
const LONGEST_RUN = 2_000;

const loaded = new Map<TiktokenEncoding, Tiktoken>();

/** Tokens of a text, with runs longer than 2,000 characters counted in pieces. */
export function countTokens(text: string, encoding: TiktokenEncoding = "o200k_base"): number {
  const tokenizer = loaded.get(encoding) ?? get_encoding(encoding);
  loaded.set(encoding, tokenizer);
  return pieces(text).reduce((sum, piece) => sum + tokenizer.encode_ordinary(piece).length, 0);
}

/** Cuts where a run of one kind (space, or no space) exceeds the limit; elsewhere nothing changes. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  let runStart = 0;
  let inSpace: boolean | null = null;
  for (let i = 0; i < text.length; i += 1) {
    const space = /\s/.test(text.charAt(i));
    if (space !== inSpace) {
      inSpace = space;
      runStart = i;
    } else if (i - runStart >= LONGEST_RUN) {
      found.push(text.slice(start, i));
      start = i;
      runStart = i;
    }
  }
  found.push(text.slice(start));
  return found;
}
