/**
 * A text as consent words are compared: letters and digits only, case, width and accents folded.
 * `Opt-Out!! 🙏`, `ÓPTOUT` and `ＯＰＴＯＵＴ` are the same word. The one place that normalises them.
 */
export function bareWord(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
