import { expect, test } from "vitest";
import { isAutomaticAnswer } from "@/lib/webhook/is-automatic-answer";
import { shortestRun } from "../../shortest-run";

test.each([
  "This is an automatic reply. We received your message and will get back to you.",
  "this is an automated response",
  "Auto-reply: I will call you tomorrow",
  "[Automatic message] Our offices are closed",
  "I’m currently out of office until Monday.",
  "Out of office: back on Monday",
  "Thank you for contacting Kampala Traders! We'll get back to you shortly.",
  "Thanks for reaching out to us, our team will respond within 24 hours",
  "Huu ni ujumbe wa moja kwa moja.",
])("a machine wrote: %s", (text) => {
  expect(isAutomaticAnswer(text)).toBe(true);
});

test.each([
  "Hello, how much to ship a laptop?",
  "I got an automatic reply from you, is anybody there?",
  "Thank you for contacting me yesterday, the parcel arrived",
  "Please stop by the shop and end of the month is fine",
  "Automatic gearbox parts, can you ship them?",
  "We are away next week, can you deliver on Friday?",
  "Received your message, thanks",
])("a person wrote: %s", (text) => {
  expect(isAutomaticAnswer(text)).toBe(false);
});

test("a hostile text is looked at in linear time", async () => {
  for (const unit of ["thank you for contacting ", "\u00a0", "(", "we "]) {
    const text = unit.repeat(200_000);
    expect(await shortestRun(1_000, () => isAutomaticAnswer(text))).toBeLessThan(1_000);
  }
});
