import { cutText } from "@/lib/agent/quote-untrusted";

type Count = (text: string) => number;

/** The longest beginning of a text, with a marker, that stays within so many tokens. */
export function cutToTokens(text: string, most: number, count: Count): string {
  if (count(text) <= most) return text;
  let [fits, exceeds] = [0, text.length];
  while (exceeds - fits > 1) {
    const middle = Math.floor((fits + exceeds) / 2);
    if (count(cutText(text, middle)) <= most) fits = middle;
    else exceeds = middle;
  }
  const cut = cutText(text, fits);
  return count(cut) <= most ? cut : "";
}

/**
 * Shares room between several texts: short ones keep all they need, long ones get equal shares of what
 * is left.
 */
export function shareRoom(needs: readonly number[], room: number): number[] {
  const shares = needs.map(() => 0);
  let left = Math.max(0, room);
  const byNeed = needs.map((need, index) => ({ need, index })).sort((a, b) => a.need - b.need);
  byNeed.forEach(({ need, index }, done) => {
    const share = Math.min(need, Math.floor(left / (byNeed.length - done)));
    shares[index] = share;
    left -= share;
  });
  return shares;
}
