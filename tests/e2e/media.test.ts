import { expect, test } from "@playwright/test";
import sharp from "sharp";
import { openPhone } from "../integration/simulated-phone";
import {
  newCustomer,
  openConversation,
  searchFor,
  signIn,
  visit,
  visitSimulator,
} from "./console-actors";
import { stack } from "./stack";

test("a customer's photo and voice note are seen, heard and found; staff answer with a file of their own", async ({
  page,
  context,
}, info) => {
  const customer = newCustomer();
  const phone = await openPhone(stack.urls.providers, customer.name);
  await phone.send(
    { kind: "text", text: "I want to talk to a person" },
    { kind: "image", file: "damaged-parcel", caption: "Look at this" },
    { kind: "voice", file: "where-is-my-parcel" },
  );
  await visitSimulator(page, phone.id);
  const desk = await context.newPage();
  await signIn(desk, "admin");
  await openConversation(desk, customer.name);
  const talk = desk.getByRole("log", { name: `Conversation with ${customer.name}` });

  const photo = talk.getByRole("button", { name: "Open Photo" });
  await expect(photo.getByRole("img")).toHaveJSProperty("complete", true, { timeout: 60_000 });
  await expect
    .poll(() => photo.getByRole("img").evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  await expect(talk.getByText(/^Shows: A brown cardboard box/)).toBeVisible({ timeout: 60_000 });
  await expect(talk.locator("audio")).toHaveCount(1);
  // Its words stand under it; the answer may quote them by now.
  await expect(talk.getByText(/Where is my parcel PCL-20418/).first()).toBeVisible({
    timeout: 60_000,
  });
  await photo.focus();
  await desk.keyboard.press("Enter");
  const lightbox = desk.getByRole("dialog", { name: "Photo" });
  await expect(lightbox.getByRole("img")).toBeVisible();
  await desk.keyboard.press("Escape");
  await expect(lightbox).toHaveCount(0);
  await expect(photo).toBeFocused();

  await desk
    .getByRole("button", { name: /^Take over/ })
    .first()
    .click();
  const picture = await sharp({
    create: { width: 320, height: 240, channels: 3, background: "#2f5d78" },
  })
    .png()
    .toBuffer();
  const files = desk.locator('input[type="file"]');
  await files.setInputFiles({
    name: "page.html",
    mimeType: "text/html",
    buffer: Buffer.from("<html></html>"),
  });
  await expect(desk.getByText(/This kind of file cannot be sent/)).toBeVisible();
  await files.setInputFiles({ name: "label.png", mimeType: "image/png", buffer: picture });
  await desk.getByLabel("Reply to the customer").fill("Is it this one?");
  await desk.keyboard.press("Control+Enter");
  await expect(talk.getByRole("button", { name: "Open label.png" })).toBeVisible();
  const chat = page.getByRole("log", { name: "Chat with Parcelo" });
  await expect(chat.getByText("Is it this one?")).toBeVisible({ timeout: 60_000 });
  await desk.screenshot({ path: info.outputPath("transcript.png") });

  await visit(desk, "/media");
  await expect(desk.getByRole("heading", { name: "Media", level: 1 })).toBeVisible();
  await searchFor(desk, "cardboard");
  const list = desk.getByRole("list", { name: "Files" });
  const card = list.getByRole("listitem").filter({ hasText: customer.name });
  await expect(card).toHaveCount(1);
  await expect(desk).toHaveURL(/search=cardboard/);
  await desk.screenshot({ path: info.outputPath("media-grid.png") });
  await card.getByRole("button").click();
  const drawer = desk.getByRole("complementary", { name: "Photo" });
  await expect(drawer.getByText(/A brown cardboard box/)).toBeVisible();
  await desk.screenshot({ path: info.outputPath("media-drawer.png") });
  const download = desk.waitForEvent("download");
  await drawer.getByRole("link", { name: "Save" }).click();
  expect((await download).suggestedFilename()).toBe("file.jpg");

  await drawer.getByRole("button", { name: "Purge 1…" }).click();
  const confirm = desk.getByRole("dialog", { name: "Remove these files now?" });
  await confirm.getByRole("button", { name: "Purge 1 file" }).click();
  await expect(card).toHaveCount(0, { timeout: 60_000 });
  // A pointer that rests where the notice stands neither keeps it nor is kept from what lies under it.
  const notice = await desk.getByText("1 file removed.").boundingBox();
  if (notice) await desk.mouse.move(notice.x + notice.width / 2, notice.y + notice.height / 2);
  await desk.getByRole("button", { name: "Clear search" }).click();
  await desk.getByRole("button", { name: "List", exact: true }).click();
  await expect(desk).toHaveURL(/view=list/);
  await desk.screenshot({ path: info.outputPath("media-list.png") });
});
