import type { Random } from "./random";
import type { Language } from "./vocabulary";
import { answerText, customerText, sentence } from "./write-text";

export type PlannedMessage = {
  author: "customer" | "bot" | "staff" | "system";
  type: string;
  text: string | null;
  rendered: string;
  payload: object;
  state: string | null;
  reason: string | null;
  deleted: boolean;
  edited: boolean;
};

const emojis = ["👍", "❤️", "🙏", "😂"];

/** A customer's message of any kind: mostly words, else as intake would have rendered it. */
export function planInbound(random: Random, language: Language): PlannedMessage {
  const text = customerText(random, language);
  const at = random.next();
  const plain = { author: "customer" as const, payload: {}, state: null, reason: null };
  const changes = { deleted: random.chance(0.004), edited: random.chance(0.01) };
  const make = (type: string, words: string | null, rendered: string, payload: object = {}) => ({
    ...plain,
    ...changes,
    type,
    text: words,
    rendered,
    payload,
  });
  if (at < 0.84) return make("text", text, text);
  if (at < 0.9) return make("image", text, `Image: ${text}`);
  if (at < 0.93) return make("audio", null, `Voice note: ${text}`, { voice: true });
  if (at < 0.945)
    return make("document", null, `Document: invoice-${random.whole(1000, 9999)}.pdf`);
  if (at < 0.955) return make("video", text, `Video: ${text}`);
  if (at < 0.965) {
    const [latitude, longitude] = [0.3 + random.next() / 10, 32.5 + random.next() / 10];
    return make("location", null, `Location: ${latitude.toFixed(5)}, ${longitude.toFixed(5)}`, {
      location: { latitude, longitude },
    });
  }
  if (at < 0.975) return make("sticker", null, "Sticker");
  if (at < 0.985) {
    const emoji = random.pick(emojis);
    return make("reaction", emoji, `Reacted ${emoji}`, { emoji });
  }
  if (at < 0.993) return make("interactive", text, text, { interactive: { kind: "button_reply" } });
  if (at < 0.997) return make("contacts", null, `Contact: ${sentence(random, "en")}`);
  return make("unsupported", null, "[Message of a kind that WhatsApp does not hand over]");
}

/** A message of ours with where it got to: nearly all were read, a few failed, are in doubt or were held back. */
export function planOutbound(
  random: Random,
  language: Language,
  author: "bot" | "staff",
): PlannedMessage {
  const text = answerText(random, language);
  const at = random.next();
  const [state, reason] =
    at < 0.8
      ? ["read", null]
      : at < 0.95
        ? ["delivered", null]
        : at < 0.98
          ? ["sent", null]
          : at < 0.99
            ? ["failed", "undeliverable"]
            : at < 0.991
              ? ["unknown", "timeout"]
              : author === "bot"
                ? ["suppressed", "human_owns_session"]
                : ["delivered", null];
  const type = author === "staff" && random.chance(0.05) ? "template" : "text";
  return {
    author,
    type,
    text,
    rendered: text,
    payload: {},
    state: state ?? null,
    reason: reason ?? null,
    deleted: false,
    edited: false,
  };
}
