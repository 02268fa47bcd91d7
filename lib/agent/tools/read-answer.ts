/** Courtesy and emphasis around the word that decides. None of them is a yes or a no by itself. */
const fillers = new Set(
  `please pls plz thanks thank you thx ok okay sure now then sir madam dear it that this
   tafadhali asante sana sawa basi kale webale ssebo nnyabo nyabo bambi`.split(/\s+/),
);

const yes = new Set([
  ...["yes", "yes yes", "yeah", "yep", "yup", "confirm", "confirmed", "i confirm", "yes i confirm"],
  ...[
    "yes confirm",
    "go ahead",
    "yes go ahead",
    "proceed",
    "yes proceed",
    "i agree",
    "yes i agree",
  ],
  ...["of course", "yes of course", "do", "yes do", "approved", "i approve"],
  ...["ndiyo", "ndio", "ndiyo ndiyo", "naam", "nathibitisha", "ndiyo nathibitisha", "thibitisha"],
  ...["endelea", "ndiyo endelea", "ninakubali", "nakubali"],
  ...["yee", "ye", "weewaawo", "wewaawo", "nkakasa", "yee nkakasa", "genda mu maaso", "nzikiriza"],
]);

const no = new Set([
  ...[
    "no",
    "no no",
    "nope",
    "nah",
    "cancel",
    "no cancel",
    "end",
    "quit",
    "remove",
    "don t",
    "do not",
    "don t do",
  ],
  ...["dont", "no don t", "not", "no not", "decline", "never mind", "nevermind", "forget"],
  ...["hapana", "la", "siyo", "sio", "ghairi", "ondoa", "hapana ghairi", "usiendelee", "sikubali"],
  ...["nedda", "neda", "nedda nedda", "sazaamu", "leka", "sikkiriza"],
]);

/** Nobody says yes with more words than this. */
const longest = 80;

/**
 * Whether a whole message says yes or no to an open question, in English, Swahili or Luganda. Anything
 * else is null, `OK` included: it may mean "I have read it", and money is at stake.
 */
export function readAnswer(text: string): "yes" | "no" | null {
  if (text.length > longest) return null;
  const words = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    // A question is no answer: "yes?" asks back.
    .replace(/[?？]/gu, " questionmark ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ");
  const said = words.filter((word) => !fillers.has(word)).join(" ");
  if (yes.has(said)) return "yes";
  return no.has(said) ? "no" : null;
}

/**
 * What several messages in a row say together: all of them must be a plain yes; the last one may be a
 * plain no whatever came before. "yes" and then "but to my office" is neither.
 */
export function readAnswers(texts: readonly string[]): "yes" | "no" | null {
  const said = texts.map(readAnswer);
  if (said.length === 0) return null;
  if (said.at(-1) === "no") return "no";
  return said.every((answer) => answer === "yes") ? "yes" : null;
}
