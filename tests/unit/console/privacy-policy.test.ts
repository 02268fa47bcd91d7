import { describe, expect, it } from "vitest";
import { type PolicyFacts, policySections } from "@/components/copy/privacy-policy";

const facts: PolicyFacts = {
  contact: "privacy@parcelo.example",
  days: { messages: 31, media: 8, summaries: 366, events: 1, jobs: 29, audit: 1096 },
  keepsFiles: true,
  describesPictures: true,
  transcribesVoice: true,
  recallsMessages: true,
  hostedDatabase: true,
  hostedJobs: true,
  telegram: { personalData: false },
  shopSystem: true,
};
const textOf = (changed: Partial<PolicyFacts> = {}) =>
  JSON.stringify(policySections({ ...facts, ...changed }));

describe("the privacy policy says what the service is configured to do", () => {
  it("names the contact, every period and every company", () => {
    const text = textOf();
    for (const each of [
      ...["privacy@parcelo.example", "31 days", "8 days", "366 days", "1 day", "29 days"],
      ...["1,096 days", "Meta", "Luminous", "OpenAI", "Supabase", "Inngest", "Telegram"],
      ...["STOP", "ACHA", "START", "ANZA", "one calendar month", "regulated sectors"],
    ]) {
      expect(text).toContain(each);
    }
  });

  it.each([
    [{ telegram: null }, "Telegram"],
    [{ keepsFiles: false }, "Photos, voice notes"],
    [{ describesPictures: false }, "description of your photos"],
    [{ transcribesVoice: false }, "words of your voice notes"],
    [{ shopSystem: false }, "shop's system"],
    [{ contact: null }, "@"],
    [{ hostedDatabase: false }, "Hosts our database"],
    [{ hostedDatabase: false }, "stored encrypted"],
    [{ telegram: { personalData: true } }, "without names, numbers"],
  ])("%j takes “%s” out", (changed, words) => {
    expect(textOf()).toContain(words);
    expect(textOf(changed)).not.toContain(words);
  });

  it("has a summary in Swahili, marked as such", () => {
    const [section] = policySections(facts).filter(({ language }) => language === "sw");
    expect(section?.paragraphs?.join(" ")).toContain("privacy@parcelo.example");
  });
});
