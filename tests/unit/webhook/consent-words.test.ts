import { describe, expect, test } from "vitest";
import { CONSENT_WORDS, configuredWords, readConsent } from "@/lib/webhook/consent-words";
import { parseWebhook } from "@/lib/webhook/parse-webhook";
import { context, luminous, messageFrom, parseMessageOf, ruth } from "./webhook-samples";

const said = (text: string) => readConsent({ source: "keyword", text });

describe("consent words", () => {
  test.each([
    ...[
      "STOP",
      "stop",
      " Stop. ",
      "STOP!!!",
      "🛑 Stop 🛑",
      "s\u200btop",
      "“Stop”",
      "STOP STOP",
      "ＳＴＯＰ",
    ],
    ...["STOPALL", "stop all", "Unsubscribe", "OPTOUT", "OPT-OUT", "opt out", "Opt_Out"],
  ])("%s opts out, also while a confirmation is open", (text) => {
    expect(said(text)).toMatchObject({
      change: "opt_out",
      language: "en",
      answers_confirmation: false,
    });
  });

  test.each(["CANCEL", "End", "quit", "Remove!"])(
    "%s opts out or answers a confirmation",
    (text) => {
      expect(said(text)).toMatchObject({
        change: "opt_out",
        language: "en",
        answers_confirmation: true,
      });
    },
  );

  test.each(["ACHA", "simama", "Sitisha.", "SITAKI"])("%s opts out in Swahili", (text) => {
    expect(said(text)).toMatchObject({
      change: "opt_out",
      language: "sw",
      answers_confirmation: false,
    });
  });

  test("ONDOA opts out in Swahili or answers a confirmation", () => {
    expect(said("Ondoa")).toMatchObject({
      change: "opt_out",
      language: "sw",
      answers_confirmation: true,
    });
  });

  test.each([
    ["START", "en"],
    ["Unstop", "en"],
    ["subscribe!", "en"],
    ["Anza", "sw"],
    ["JIUNGE", "sw"],
  ])("%s opts in", (text, language) => {
    expect(said(text)).toMatchObject({ change: "opt_in", language });
  });

  test.each([
    "I want to stop by tomorrow",
    "Please stop by the shop and end of the month is fine",
    "stop it please",
    "stopped",
    "don't stop",
    "end of month",
    "cancel my order",
    "start over",
    "",
    "!!!",
    `stop ${".".repeat(300)}`,
  ])("%s is no consent word", (text) => {
    expect(said(text)).toBeNull();
  });

  test("taps count by title and by id, and an opt-out in either wins", () => {
    const button = (title: string, id: string) =>
      parseMessageOf({ type: "interactive", interactive: { button_reply: { id, title } } }).consent;
    expect(button("Stop", "x")).toMatchObject({
      change: "opt_out",
      source: "button",
      words: "Stop",
    });
    // The evidence is what they saw and what we had meant by it.
    expect(button("No more messages", "opt_out")).toMatchObject({
      change: "opt_out",
      words: "No more messages",
      button_id: "opt_out",
    });
    expect(button("Start", "STOP")).toMatchObject({ change: "opt_out" });
    expect(button("Accept quote", "quote_accept:1")).toBeNull();
    const list = { list_reply: { id: "r1", title: "Unsubscribe", description: "no more" } };
    expect(parseMessageOf({ type: "interactive", interactive: list }).consent).toMatchObject({
      change: "opt_out",
    });
    const template = { payload: "STOP", text: "Not interested" };
    expect(parseMessageOf({ type: "button", button: template }).consent).toMatchObject({
      change: "opt_out",
      source: "button",
    });
  });

  test("a written word keeps the customer's own spelling and its source", () => {
    expect(parseMessageOf({ text: { body: "  Stop!! " } }).consent).toEqual({
      change: "opt_out",
      source: "keyword",
      words: "Stop!!",
      button_id: null,
      language: "en",
      answers_confirmation: false,
    });
  });

  test("somebody else's STOP, forwarded, and a caption change nothing", () => {
    expect(
      parseMessageOf({ text: { body: "STOP" }, context: { forwarded: true } }).consent,
    ).toBeNull();
    expect(
      parseMessageOf({ type: "image", image: { id: "1", caption: "STOP" } }).consent,
    ).toBeNull();
  });

  test("words of other languages can be configured, and are matched like the built-in ones", () => {
    const consentWords = configuredWords(["Leka", "lekera awo"], ["tandika"]);
    const consentOf = (text: string) => {
      const messages = [messageFrom({ text: { body: text } })];
      const body = luminous({ contacts: [ruth], messages });
      return parseWebhook(body, { ...context, consentWords })[0]?.message?.consent;
    };
    expect(consentOf("LÉKA!")).toMatchObject({ change: "opt_out", words: "LÉKA!" });
    expect(consentOf("🙏 Lekera-awo 🙏")).toMatchObject({ change: "opt_out" });
    expect(consentOf("Tandika")).toMatchObject({ change: "opt_in" });
    expect(consentOf("STOP")).toMatchObject({ change: "opt_out" });
    expect(consentOf("leka nkole")).toBeNull();
    const body = luminous({
      contacts: [ruth],
      messages: [messageFrom({ text: { body: "Leka" } })],
    });
    expect(parseWebhook(body, context)[0]?.message?.consent).toBeNull();
  });

  test("every word is found in any case, with any punctuation, accents and emoji around it", () => {
    const accents = ["", "\u0301", "\u0308"];
    const around = ["", " ", "!", "... ", "🙏🏾", "“", "\n", "*", "_", "✋"];
    for (const { word, change } of CONSENT_WORDS) {
      for (let n = 0; n < 24; n += 1) {
        const pick = <T>(from: readonly T[], k: number): T =>
          from[(n * 7 + k * 3) % from.length] as T;
        const spelt = [...word]
          .map((sign, k) => ((n + k) % 2 ? sign.toUpperCase() : sign) + pick(accents, k * (n % 3)))
          .join("");
        const text = `${pick(around, n)}${spelt}${pick(around, n + 1)}`;
        expect(said(text), JSON.stringify(text)).toMatchObject({ change });
        expect(said(`${text} please`), `${text} please`).toBeNull();
      }
    }
  });
});
