import { z } from "zod";
import { withoutEscapes } from "./background";

const resultSchema = z.looseObject({ outcome: z.string() });
const HIDDEN = /^(outcome|links|problem|tell|.*_?id|.*key|conversation_goes_to)$/;
const MOST_FACTS = 10;

const WORDS = {
  en: {
    found: "What I found:",
    ready: "I have prepared this for you.",
    done: "That is done.",
    link: "Here is the link:",
  },
  sw: {
    found: "Nilichopata:",
    ready: "Nimekuandalia hili.",
    done: "Imekamilika.",
    link: "Kiungo ni hiki:",
  },
};

/** What an agent says of a tool's result; a result in another form is quoted as it is. */
export function sayResult(output: string, language: "en" | "sw"): string {
  const words = WORDS[language];
  const parsed = parse(withoutEscapes(output));
  if (parsed === null) return `${words.found} ${cut(output, 200)}`;
  const { outcome, tell, links } = parsed;
  if (outcome === "needs_confirmation") return words.ready;
  if (typeof tell === "string") return tell;
  const facts = leaves(parsed).slice(0, MOST_FACTS);
  const found = facts.length > 0 ? `${words.found} ${facts.join(", ")}.` : words.done;
  const link = Array.isArray(links) && links.length > 0 ? ` ${words.link} ${links.join(" ")}` : "";
  return outcome === "done" ? `${found}${link}` : `${found}`;
}

function parse(output: string) {
  try {
    return resultSchema.parse(JSON.parse(output));
  } catch {
    return null;
  }
}

/** Plain values with their names, in the order in which the result gives them. */
function leaves(value: unknown, name = ""): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((each) => leaves(each, name));
  if (typeof value === "object") {
    return Object.entries(value).flatMap(([key, each]) =>
      HIDDEN.test(key) ? [] : leaves(each, key.replaceAll("_", " ")),
    );
  }
  return [name === "" ? String(value) : `${name}: ${value}`];
}

function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}
