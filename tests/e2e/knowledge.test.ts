import { randomInt } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { searchFor, signIn, visit } from "./console-actors";

const opening = (page: Page) => page.getByRole("button", { name: "Save draft" });

/** Presses a button as the keyboard does; one that cannot be pressed yet takes no focus. */
async function pressByKeyboard(page: Page, name: string) {
  const button = page.getByRole("button", { name });
  await expect(button).toBeEnabled();
  await button.focus();
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
}

async function publishByKeyboard(page: Page, why: string) {
  await pressByKeyboard(page, "Publish…");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.getByLabel("Why (kept with the version)").focus();
  await page.keyboard.type(why);
  await page.keyboard.press("Tab"); // Cancel
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

test("an admin writes an article, publishes it, changes it and rolls back, with the keyboard alone", async ({
  page,
}) => {
  const title = `Gift wrapping ${randomInt(1_000_000)}`;
  await signIn(page, "admin");
  await visit(page, "/knowledge/new");
  await page.getByLabel("Title").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(title);
  // What is missing is said at its field, and nothing typed is lost.
  await page.keyboard.press("Control+Enter");
  await expect(page.getByLabel("Text", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Text", { exact: true }).focus();
  await page.keyboard.type("We wrap gifts for UGX 5,000.");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/knowledge\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await publishByKeyboard(page, "first offer");
  await expect(page.getByText("Published. The agent goes by it from now on.")).toBeVisible();

  await page.getByLabel("Text", { exact: true }).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("We wrap gifts for UGX 9,000.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Draft, version 1 is live").first()).toBeVisible();
  await page.getByRole("button", { name: "Publish…" }).click();
  const changes = page.getByRole("dialog");
  await expect(changes.getByRole("insertion")).toContainText("9,000");
  await expect(changes.getByRole("deletion")).toContainText("5,000");
  await page.keyboard.press("Escape");
  await expect(changes).toHaveCount(0); // A dialog that closes gives the focus back, also late.
  await publishByKeyboard(page, "new price");

  await pressByKeyboard(page, "Roll back… Version 1");
  await page.getByLabel("Why (kept with the version)").fill("price was wrong");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Rolled back: version 1 is in force again.")).toBeVisible();
  await expect(page.getByLabel("Text", { exact: true })).toHaveValue(
    "We wrap gifts for UGX 5,000.",
  );
  await expect(page.getByText("price was wrong")).toBeVisible();

  await visit(page, "/knowledge");
  await searchFor(page, title);
  await expect(page.getByRole("table").getByText(title)).toHaveCount(1);
});

test("an admin drafts and publishes the agent's profile; a colleague's save in between is said", async ({
  page,
  context,
}) => {
  await signIn(page, "admin");
  await visit(page, "/knowledge/profile");
  const tone = page.getByLabel("Tone");
  const before = await tone.inputValue();
  await expect(opening(page)).toBeDisabled();
  const other = await context.newPage();
  await visit(other, "/knowledge/profile");
  await tone.fill(`${before} Never use slang.`);
  await other.getByLabel("Tone").fill("Mine instead.");
  await opening(page).click();
  await expect(page.getByRole("button", { name: "Publish…" })).toBeEnabled();
  await opening(other).click();
  await expect(other.getByText("Somebody else changed this since you opened it.")).toBeVisible();
  await expect(other.getByLabel("Tone")).toHaveValue("Mine instead.");
  await other.getByRole("button", { name: "Load the newest version" }).click();
  await expect(other.getByLabel("Tone")).toHaveValue(`${before} Never use slang.`);
  await page.getByRole("button", { name: "Discard draft…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard draft" }).click();
  await expect(page.getByText("Draft discarded.")).toBeVisible();
  await expect(tone).toHaveValue(before);
});

test("support reads, the privacy role is told who can, and the server refuses both", async ({
  page,
  browser,
}) => {
  await signIn(page, "support");
  await visit(page, "/knowledge?search=insurance");
  await page.getByRole("button", { name: "Insurance of parcels" }).click();
  await expect(page.getByText("UGX 400,000")).toBeVisible();
  await expect(page.getByRole("button", { name: /Save|Publish|Retire|Roll back/ })).toHaveCount(0);
  await visit(page, "/knowledge/new");
  await page.waitForURL("**/knowledge");
  const origin = new URL(page.url()).origin;
  const refused = await page.request.post("/api/console/knowledge/samples", {
    headers: { origin },
    data: {},
  });
  expect(refused.status()).toBe(403);

  const office = await (await browser.newContext()).newPage();
  await signIn(office, "privacy");
  await visit(office, `${origin}/knowledge`);
  await expect(office.getByText("It is open to: Support, Admin.", { exact: false })).toBeVisible();
  const hidden = await office.request.get(`${origin}/api/console/knowledge/articles`);
  expect(hidden.status()).toBe(403);
  await office.context().close();
});
