import { randomInt } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";
import { z } from "zod";
import { stack } from "./stack";
import { watchPolicy } from "./watch-policy";

export type Role = "support" | "privacy" | "admin";

/** Signs in through the page as a member of staff and waits for the console. */
export async function signIn(page: Page, role: Role): Promise<void> {
  watchPolicy(page.context(), stack.dataDir);
  await page.goto("/login");
  await Promise.all([
    untilAlive(page),
    submitSignIn(page, stack.staff[role].email, stack.staff.password),
  ]);
  await page.waitForURL("**/sessions");
  await expect(page.getByRole("heading", { name: "Sessions", level: 1 })).toBeVisible();
}

/** Opens a page of the console and waits until it hears clicks and keys: what the server drew does not yet. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: "commit" }); // From here on nothing is the page's before.
  await untilAlive(page);
}

/** The console's frame asks for the state of the parts as soon as it is alive. */
const untilAlive = (page: Page) => page.waitForResponse("**/readyz", { timeout: 60_000 });

/** Writes into the list's search, which `/` leads to. */
export async function searchFor(page: Page, words: string): Promise<void> {
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type(words);
}

/** Goes down the list with J until the row has the focus, which may take a moment each time. */
export async function walkTo(page: Page, row: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(row).toBeFocused({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
}

export async function submitSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** An address nobody has used yet, also not this test's try before. */
export const newAddress = (who: string) => `${who}-${randomInt(1_000_000_000)}@parcelo.example`;

/** A customer nobody has used yet. */
export function newCustomer(): { name: string; phone: string } {
  const number = randomInt(1_000_000, 9_999_999);
  return { name: `Customer ${number}`, phone: `+25670${number}` };
}

/** Opens the simulator, at a customer's phone if one is named, and waits until it hears clicks and keys. */
export async function visitSimulator(page: Page, customerId?: string): Promise<void> {
  await page.goto(customerId ? `/simulator?customer=${customerId}` : "/simulator", {
    waitUntil: "commit",
  });
  await page.waitForResponse("**/simulator/api/customers", { timeout: 60_000 });
}

/** Adds a customer in the simulator and leaves the page open at their phone. */
export async function openPhone(page: Page, customer: { name: string; phone: string }) {
  watchPolicy(page.context(), stack.dataDir);
  await visitSimulator(page);
  await page.getByRole("button", { name: "Add customer" }).first().click();
  await page.getByLabel("Name").fill(customer.name);
  await page.getByLabel("Phone number").fill(customer.phone);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("log", { name: "Chat with Parcelo" })).toBeVisible();
}

/** Writes one text as the customer whose phone is open. */
export async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel("Message", { exact: true }).fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
}

/**
 * Opens the conversation of a customer whose name nobody else has: by search, since the list shows those who need
 * somebody first and draws no more than a screen. @returns the session's id
 */
export async function openConversation(page: Page, name: string): Promise<string> {
  await visit(page, `/sessions?search=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name }).first().click();
  await expect(page.getByRole("log", { name: `Conversation with ${name}` })).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Bubbles on the phone that came from the business: they carry Sent, Delivered or Read. */
export function answers(page: Page) {
  return page
    .getByRole("log", { name: "Chat with Parcelo" })
    .getByRole("article")
    .filter({ hasText: /(Sent|Delivered|Read)$/ });
}

/** Makes an account in Auth; without a role it is nobody's, with one it is staff that may be inactive. */
export async function createAccount(email: string, staff?: { role: Role; active: boolean }) {
  const account = await fetch(`${stack.urls.supabase}/auth/v1/admin/users`, {
    method: "POST",
    headers: asService(),
    body: JSON.stringify({ email, password: stack.staff.password, email_confirm: true }),
  });
  expect(account.status, await account.clone().text()).toBe(200);
  const { id } = z.object({ id: z.string() }).parse(await account.json());
  if (staff) {
    const row = await fetch(`${stack.urls.supabase}/rest/v1/staff`, {
      method: "POST",
      headers: asService(),
      body: JSON.stringify({ user_id: id, display_name: "Test Person", ...staff }),
    });
    expect(row.status, await row.clone().text()).toBe(201);
  }
  return id;
}

export async function deactivate(userId: string): Promise<void> {
  const answer = await fetch(`${stack.urls.supabase}/rest/v1/staff?user_id=eq.${userId}`, {
    method: "PATCH",
    headers: asService(),
    body: JSON.stringify({ active: false }),
  });
  expect(answer.ok, await answer.clone().text()).toBe(true);
}

function asService() {
  const key = stack.env.SUPABASE_SERVICE_ROLE_KEY ?? "";
  return { apikey: key, authorization: `Bearer ${key}`, "content-type": "application/json" };
}
