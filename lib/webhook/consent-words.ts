import { bareWord } from "@/lib/webhook/bare-word";
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

/** Words that an operator adds (OPT_OUT_WORDS, OPT_IN_WORDS). Which language they are is not known. */
export function configuredWords(
  optOut: readonly string[],
  optIn: readonly string[],
): ConsentWord[] {
  const entry = (word: string, change: ConsentWord["change"]): ConsentWord => ({
    ...{ word, change, language: "en", answersConfirmation: false },
  });
  return [
    ...optOut.map((word) => entry(word, "opt_out")),
    ...optIn.map((word) => entry(word, "opt_in")),
  ];
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

/** What stands for a whole message: a written text, or what was tapped and what that stands for. */
export type ConsentStatement =
  | { source: "keyword"; text: string }
  | { source: "button"; shown: string | null; payload: string | null };

/**
 * The consent change that a whole message asks for, or null. A word inside a sentence ("stop by the
 * shop") does not count. Of a tap, what was shown and what it stands for both count, an opt-out first.
 */
export function readConsent(
  given: ConsentStatement,
  extraWords: readonly ConsentWord[] = [],
): IntakeMessage["consent"] {
  const texts = given.source === "keyword" ? [given.text] : [given.shown, given.payload];
  const entries = texts.flatMap((text) =>
    text !== null && text.length <= MAX_LENGTH ? (findWord(text, extraWords) ?? []) : [],
  );
  const entry = entries.find(({ change }) => change === "opt_out") ?? entries[0];
  if (!entry) return null;
  const said = given.source === "keyword" ? given.text : (given.shown ?? given.payload ?? "");
  return {
    change: entry.change,
    source: given.source,
    words: said.trim(),
    button_id: given.source === "button" ? given.payload : null,
    language: entry.language,
    answers_confirmation: entry.answersConfirmation,
  };
}
