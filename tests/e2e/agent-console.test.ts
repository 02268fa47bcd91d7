import { expect, test } from "@playwright/test";
import {
  answers,
  newCustomer,
  openConversation,
  openPhone,
  signIn,
  visit,
  write,
} from "./console-actors";
import { readRows } from "./service-rows";

test("staff see why the bot answered and jump to what it recalled, with the keyboard; asking again sends nothing", async ({
  page,
  isMobile,
}) => {
  test.setTimeout(120_000);
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "Hello, how much is air freight from China per kg?");
  await expect(answers(page)).toHaveCount(1, { timeout: 60_000 });

  await signIn(page, "admin");
  await openConversation(page, customer.name);
  await page.keyboard.press("[");
  const why = page.getByRole(isMobile ? "dialog" : "complementary", { name: "About the customer" });
  await expect(why.getByRole("region", { name: "Route" })).toBeVisible();
  await expect(why.getByRole("region", { name: "Recalled messages" })).toBeVisible();
  await expect(why.getByRole("region", { name: "Tokens and cost" })).toContainText("$");
  await expect(why.getByRole("region", { name: "Time" })).toContainText("Model");
  await why.getByRole("button", { name: "Show the prompt" }).click();
  await expect(why.getByText("[user]").first()).toBeAttached();

  // The customer's words lead back to where they were said.
  await why.getByRole("button", { name: /air freight from China/ }).click();
  await expect(page.getByRole("article", { name: customer.name })).toHaveAttribute(
    "aria-current",
    "true",
  );

  const sessionId = new URL(page.url()).pathname.split("/").at(-1);
  const stored = () => readRows("chat_messages", `session_id=eq.${sessionId}&select=id,state`);
  const before = await stored();
  if (isMobile) await page.getByRole("button", { name: "Why", exact: true }).first().click();
  await why.getByRole("link", { name: "Ask again in the playground" }).click();
  await expect(page.getByRole("region", { name: "Recalled messages" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Prompt", exact: true })).toContainText("tokens");
  await page.getByLabel("Question", { exact: true }).fill("And by sea from China?");
  await page.keyboard.press("Control+Enter");
  await expect(page).toHaveURL(/q=And/);
  await expect(page.getByRole("region", { name: "Articles" })).toBeVisible();
  await page.getByRole("button", { name: "Draft a reply" }).click();
  await expect(page.getByRole("region", { name: "Draft, not sent" })).toBeVisible({
    timeout: 60_000,
  });
  expect(await stored()).toEqual(before);
});

test("an admin sees the health of the index; support is told who can", async ({ page }) => {
  await signIn(page, "admin");
  await visit(page, "/recall");
  await expect(page.getByRole("region", { name: "Index" })).toContainText("Embedded");
  await page.getByRole("tab", { name: "Nothing recalled" }).click();
  await expect(page).toHaveURL(/tab=none/);
  await page.context().clearCookies();
  await signIn(page, "support");
  await visit(page, "/recall");
  await expect(page.getByText("It is open to: Admin.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Index" })).toHaveCount(0);
});
