/**
 * The words of a message worth finding again: its readable form without the mark of a kind that carries
 * none, such as a photo without caption or a recording that nobody has written down yet.
 */
export function whatWasSaid(renderedText: string): string {
  return renderedText.replace(/^\s*\[[^\]\n]{1,400}\]\s*$/u, "").trim();
}
