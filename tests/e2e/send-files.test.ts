import { randomBytes } from "node:crypto";
import { expect, test } from "@playwright/test";
import sharp from "sharp";
import { openPhone } from "../integration/simulated-phone";
import { answers, newCustomer, openConversation, signIn, visitSimulator } from "./console-actors";
import { stack } from "./stack";

test.setTimeout(120_000);

test("a photo and a voice note are answered by what is in them, and 30 messages later the photo is recalled", async ({
  page,
}) => {
  const phone = await openPhone(stack.urls.providers, newCustomer().name);
  await visitSimulator(page, phone.id);
  const chat = page.getByRole("log", { name: "Chat with Parcelo" });
  const attach = async (what: string) => {
    await page.getByRole("button", { name: "Send something else" }).click();
    await page.getByRole("menuitem", { name: what }).click();
  };
  await page.getByLabel("Message", { exact: true }).fill("It came like this");
  await attach("Photo…");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /brown cardboard box/ }).click();
  await expect(dialog.getByLabel("Caption")).toHaveValue("It came like this");
  await dialog.getByRole("button", { name: "Send photo" }).click();
  await attach("Voice note…");
  await dialog.getByLabel(/Hello, this is Ruth/).check();
  await dialog.getByRole("button", { name: "Send voice note" }).click();

  const photo = chat.getByRole("img", { name: "It came like this" });
  await expect(photo).toBeVisible();
  await expect.poll(() => photo.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1_280);
  const note = chat.locator("audio");
  await note.evaluate((audio: HTMLAudioElement) => audio.load());
  // The browser's own decoder takes it for a voice note of some seconds.
  await expect
    .poll(() => note.evaluate((audio: HTMLAudioElement) => Math.round(audio.duration)))
    .toBe(6);
  await expect(page.getByLabel("Message", { exact: true })).toHaveValue("");
  await expect(answers(page)).toHaveCount(1, { timeout: 60_000 });
  await expect(answers(page)).toContainText("a blue kettle shows through the hole");
  await expect(answers(page)).toContainText("Hello, this is Ruth");

  // How long ago the photo was sent is the same on every screen; once is enough.
  const others = test.info().project.name === "desktop" ? 30 : 0;
  if (others > 0) {
    const texts = Array.from({ length: others }, (_, n) => `Good morning number ${n + 1}`);
    await phone.send(...texts.map((text) => ({ kind: "text", text })));
    await expect(answers(page)).toHaveCount(2, { timeout: 60_000 });
  }
  await page.getByLabel("Message", { exact: true }).fill("What was in the photo I sent?");
  await page.keyboard.press("Enter");
  await expect(answers(page)).toHaveCount(others > 0 ? 3 : 2, { timeout: 60_000 });
  await expect(answers(page).last()).toContainText("a blue kettle shows through the hole");
});

test("an upload tells how far it is and can be cancelled; a failed one keeps file and words and goes out later", async ({
  page,
  context,
}, info) => {
  const customer = newCustomer();
  const phone = await openPhone(stack.urls.providers, customer.name);
  await phone.send({ kind: "text", text: "I want to talk to a person" });
  await signIn(page, "support");
  await openConversation(page, customer.name);
  await page.keyboard.press("t");
  await expect(page.getByText("You took over. The bot is silent.")).toBeVisible();
  const talk = page.getByRole("log", { name: `Conversation with ${customer.name}` });

  // So slow that it is still under way, whatever the machine does meanwhile.
  const line = await context.newCDPSession(page);
  const speed = (uploadThroughput: number) =>
    line.send("Network.emulateNetworkConditions", {
      ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput },
    });
  await speed(10_000);
  const picture = await sharp(randomBytes(600 * 600 * 3), {
    raw: { width: 600, height: 600, channels: 3 },
  })
    .png()
    .toBuffer();
  const file = { name: "label.png", mimeType: "image/png", buffer: picture };
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByLabel("Reply to the customer").fill("Is it this one?");
  await page.keyboard.press("Control+Enter");
  await expect(talk.getByRole("progressbar", { name: "Upload of label.png" })).toBeVisible();
  await expect(talk.getByText(/^Uploading, [1-9]\d? %$/)).toBeVisible({ timeout: 60_000 });
  await page.screenshot({ path: info.outputPath("uploading.png") });
  await talk.getByRole("button", { name: "Cancel the upload of label.png" }).click();
  await expect(talk.getByText(/The upload was cancelled/)).toBeVisible();
  await expect(talk.getByText("Is it this one?")).toBeVisible();

  await speed(-1);
  await page.route("**/files", (route) => route.abort());
  await talk.getByRole("button", { name: "Try again" }).click();
  await expect(talk.getByText(/No connection/)).toBeVisible();
  await page.unroute("**/files");
  await talk.getByRole("button", { name: "Try again" }).click();
  await expect(talk.getByRole("button", { name: "Open label.png" })).toBeVisible({
    timeout: 60_000,
  });
  await expect(talk.getByText("Is it this one?")).toHaveCount(1);
});
