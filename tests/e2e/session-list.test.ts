import { randomInt } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { answers, newCustomer, openPhone, searchFor, signIn, visit, write } from "./console-actors";
import { stack } from "./stack";

test("a word of a message finds it, marks it, and opens the conversation there", async ({
  page,
  context,
}) => {
  const customer = newCustomer();
  const word = `umbrella${randomInt(100_000, 999_999)}`;
  await openPhone(page, customer);
  await write(page, `Where is the turquoise ${word}, please?`);
  await expect(answers(page)).toHaveCount(1);

  const desk = await context.newPage();
  await signIn(desk, "support");
  await searchFor(desk, `turquoise ${word.slice(0, -2)}`);
  const hit = desk.locator("[data-hit]").filter({ hasText: `Where is the turquoise ${word}` });
  await expect(hit).toHaveCount(1);
  expect(await hit.locator("mark").allTextContents()).toEqual(["turquoise", word]);

  // The keyboard leads there: out of the field, down to the hit, open.
  await desk.keyboard.press("Tab");
  await desk.keyboard.press("j");
  await expect(hit).toBeFocused();
  await desk.keyboard.press("Enter");
  await desk.waitForURL(/\/sessions\/[0-9a-f-]{36}\?.*\bat=\d+/);
  const log = desk.getByRole("log", { name: `Conversation with ${customer.name}` });
  await expect(log.getByText(word)).toBeVisible();
});

test("a search for nothing says so, and gives the list back", async ({ page }) => {
  await signIn(page, "privacy");
  await searchFor(page, "qqzzxx");
  await expect(page.getByText("Nothing has “qqzzxx”")).toBeVisible();
  await page.getByRole("button", { name: "Clear search" }).last().click();
  await expect(page.getByRole("searchbox")).toHaveValue("");
  await expect(page.getByRole("button", { name: /^Open/ })).toBeVisible();
});

test("unread shows, can be listed alone, and goes when the conversation is opened", async ({
  page,
  context,
}) => {
  const desk = await context.newPage();
  await signIn(desk, "support");
  // Nobody else's words are unread, so that a screen is enough for those of this test.
  const others = await desk.request.post("/api/console/sessions/read-all", {
    headers: { origin: stack.urls.app },
    data: { upto_seq: null },
  });
  expect(others.status()).toBe(200);
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "Hello, is somebody there?");

  await desk.getByRole("button", { name: /^Unread/ }).click();
  await expect(rowOf(desk, customer.name)).toContainText("1 unread");
  await Promise.all([
    desk.waitForResponse(/\/api\/console\/sessions\/[0-9a-f-]{36}\/read$/),
    rowOf(desk, customer.name).click(),
  ]);
  await expect(desk.getByRole("log", { name: `Conversation with ${customer.name}` })).toBeVisible();
  await visit(desk, `/sessions?search=${encodeURIComponent(customer.name)}`);
  await expect(rowOf(desk, customer.name)).toBeVisible();
  await expect(rowOf(desk, customer.name)).not.toContainText("unread");
  // A colleague has not read it.
  await write(page, "Still there?");
  await expect(rowOf(desk, customer.name)).toContainText("1 unread");
});

test("filters are saved under a name, found by keyboard, shared by an admin, and a deletion is undone", async ({
  page,
}) => {
  const name = `Nobody's ${randomInt(1_000, 9_999)}`;
  await signIn(page, "admin");
  await page.getByRole("button", { name: "More filters" }).click();
  await page.getByRole("menuitemradio", { name: "Unanswered" }).click();
  await page.waitForURL(/filter=unanswered/);

  await page.keyboard.press("v");
  await page.getByRole("menuitem", { name: "Save or change filters…" }).click();
  const dialog = page.getByRole("dialog", { name: "Saved filters" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Give the filter a name.")).toBeVisible();
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Share with everyone").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);

  await visit(page, "/sessions");
  await expect(page.getByRole("button", { name: /^Open/ })).toBeVisible();
  await page.keyboard.press("v");
  await page.getByRole("menuitem", { name }).press("Enter");
  await page.waitForURL(/filter=unanswered/);

  await page.keyboard.press("v");
  await page.getByRole("menuitem", { name: "Save or change filters…" }).click();
  await dialog.getByRole("button", { name: `Delete ${name}` }).click();
  await expect(page.getByText(`“${name}” is deleted.`)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("z");
  await page.keyboard.press("v");
  await expect(page.getByRole("menuitem", { name })).toBeVisible();
});

const rowOf = (desk: Page, name: string) =>
  desk.locator("[data-session]").filter({ hasText: name });
