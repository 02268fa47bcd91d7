import type { Outgoing } from "./hand-over-message";

/** Why Meta would refuse the message whoever it is for, judged by its size and form; else null. */
export function metaLimitFault({ text, extra }: Pick<Outgoing, "text" | "extra">): string | null {
  const { buttons, header, footer } = extra;
  if (text.trim() === "") return "text body must not be empty";
  if (buttons === undefined) return text.length > 4096 ? "text body is longer than 4096" : null;
  if (text.length > 1024) return "interactive body is longer than 1024";
  if (buttons.length < 1 || buttons.length > 3) return "a message takes 1 to 3 buttons";
  if (buttons.some(({ title }) => title.length < 1 || title.length > 20)) {
    return "button titles take 1 to 20 characters";
  }
  if (new Set(buttons.map(({ id }) => id)).size < buttons.length) return "button ids must differ";
  if ((header?.length ?? 0) > 60 || (footer?.length ?? 0) > 60) {
    return "header and footer take up to 60 characters";
  }
  return null;
}
