/** A sentence in each language that the service confirms in. Facts in it come from code alone. */
export type Wording = { en: string; sw: string; lg: string };

/** Long enough to read and think, short enough that a yes still means this. */
export const confirmationMinutes = 30;

export function wordingLanguage(locale: string | null): keyof Wording {
  const language = (locale ?? "").slice(0, 2).toLowerCase();
  return language === "sw" || language === "lg" ? language : "en";
}

/** The exact words that the customer must read before anything is paid or ordered. */
export function confirmationText(what: Wording, locale: string | null): string {
  switch (wordingLanguage(locale)) {
    case "sw":
      return `Tafadhali thibitisha:\n${what.sw}\n\nJibu NDIYO kuendelea au HAPANA kuacha. (Kwa dakika ${confirmationMinutes}.)`;
    case "lg":
      return `Kakasa bino:\n${what.lg}\n\nDdamu YEE okugenda mu maaso oba NEDDA okulekera awo. (Mu ddakiika ${confirmationMinutes}.)`;
    default:
      return `Please confirm:\n${what.en}\n\nReply YES to go ahead or NO to leave it. (Within ${confirmationMinutes} minutes.)`;
  }
}

/** A fact inside such a sentence: one line, never long enough to push the rest out of sight. */
export function fact(value: string, longest = 120): string {
  const line = value.replace(/[\s\p{C}]+/gu, " ").trim();
  return line.length > longest ? `${line.slice(0, longest - 1).toWellFormed()}…` : line;
}
