import { describe, expect, test } from "vitest";
import { readConsent } from "@/lib/webhook/consent-words";
import { parseWebhook } from "@/lib/webhook/parse-webhook";
import { context, luminous, messageFrom, parseMessageOf, ruth } from "./webhook-samples";

const said = (text: string) => readConsent({ source: "keyword", texts: [text] });

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
    expect(button("No more messages", "opt_out")).toMatchObject({
      change: "opt_out",
      words: "opt_out",
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

  test("words of other languages can be configured", () => {
    const leka = {
      word: "Leka",
      change: "opt_out",
      language: "en",
      answersConfirmation: false,
    } as const;
    const body = luminous({
      contacts: [ruth],
      messages: [messageFrom({ text: { body: "LEKA!" } })],
    });
    const [item] = parseWebhook(body, { ...context, consentWords: [leka] });
    expect(item?.message?.consent).toMatchObject({ change: "opt_out", words: "LEKA!" });
    expect(parseWebhook(body, context)[0]?.message?.consent).toBeNull();
  });
});
