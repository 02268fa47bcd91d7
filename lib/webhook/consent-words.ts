import type { IntakeMessage } from "@/lib/webhook/intake-item";

export type ConsentWord = {
  /** Compared by letters and digits only, in any case. */
  word: string;
  change: "opt_out" | "opt_in";
  language: "en" | "sw";
  /** Answers an open order confirmation instead, while there is one (P19). */
  answersConfirmation: boolean;
};

function words(
  change: ConsentWord["change"],
  language: ConsentWord["language"],
  list: string,
  answering = "",
): ConsentWord[] {
  const answers = new Set(answering.split(" "));
  return list
    .split(" ")
    .map((word) => ({ word, change, language, answersConfirmation: answers.has(word) }));
}

/** Customary words; Meta prescribes none. Uganda's regulator asks for a working opt-out. */
export const CONSENT_WORDS: readonly ConsentWord[] = [
  ...words(
    "opt_out",
    "en",
    "stop stopall unsubscribe cancel end quit remove optout",
    "cancel end quit remove",
  ),
  ...words("opt_in", "en", "start unstop subscribe"),
  ...words("opt_out", "sw", "acha simama sitisha sitaki ondoa", "ondoa"),
  ...words("opt_in", "sw", "anza jiunge"),
];

/** Letters and digits only, case and accents folded: `Opt-Out!! 🙏` and `OPTOUT` are the same word. */
function bareWord(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

const KNOWN_WORDS = new Map(CONSENT_WORDS.map((entry) => [bareWord(entry.word), entry]));

/** Nobody writes a consent word with more decoration than this; longer texts are not even folded. */
const MAX_LENGTH = 256;

/** The consent word that a text consists of; a word said twice is still that word. */
function findWord(text: string, extraWords: readonly ConsentWord[]): ConsentWord | undefined {
  const known = (bare: string) =>
    extraWords.find((entry) => bareWord(entry.word) === bare) ?? KNOWN_WORDS.get(bare);
  const tokens = new Set(text.split(/\s+/).map(bareWord));
  tokens.delete("");
  const [first = ""] = tokens;
  return known(bareWord(text)) ?? (tokens.size === 1 ? known(first) : undefined);
}

/**
 * The consent change that a whole message asks for, or null. `texts` lists what counts as the whole
 * message: a text, or title and id of a tapped button or list row. A word inside a sentence ("stop
 * by the shop") does not count.
 */
export function readConsent(
  given: { source: "keyword" | "button"; texts: readonly (string | null)[] },
  extraWords: readonly ConsentWord[] = [],
): IntakeMessage["consent"] {
  const matches: { entry: ConsentWord; text: string }[] = [];
  for (const text of given.texts) {
    const entry = text !== null && text.length <= MAX_LENGTH ? findWord(text, extraWords) : null;
    if (entry && text !== null) matches.push({ entry, text });
  }
  const match = matches.find(({ entry }) => entry.change === "opt_out") ?? matches[0];
  if (!match) return null;
  return {
    change: match.entry.change,
    source: given.source,
    words: match.text.trim(),
    language: match.entry.language,
    answers_confirmation: match.entry.answersConfirmation,
  };
}
