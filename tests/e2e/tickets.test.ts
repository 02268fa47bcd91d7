import { expect, test } from "@playwright/test";
import { notesCopy } from "@/components/copy/notes";
import {
  answers,
  newCustomer,
  openConversation,
  openPhone,
  signIn,
  visit,
  walkTo,
  write,
} from "./console-actors";
import { stack } from "./stack";

test("an angry customer gets a ticket that support assigns, answers and resolves with the keyboard alone", async ({
  page,
  context,
  browser,
}) => {
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "This is terrible, I am furious. I want to talk to a person!");
  await expect(answers(page)).toHaveCount(1, { timeout: 60_000 });

  const desk = await context.newPage();
  await signIn(desk, "support");
  await visit(desk, `/tickets?search=${encodeURIComponent(customer.name)}`);
  const row = desk.getByRole("row", { name: customer.name });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("Very unhappy");
  await expect(row).toContainText("Nobody");
  await walkTo(desk, row.getByRole("button"));
  await desk.keyboard.press("Enter");
  const ticket = desk.getByRole("complementary");
  await expect(ticket.getByRole("article", { name: "The bot's note" })).toBeVisible();
  await expect(ticket.getByRole("link", { name: "Conversation at this point" })).toHaveAttribute(
    "href",
    /\/sessions\/[0-9a-f-]{36}\?at=\d+$/,
  );

  await desk.keyboard.press("a");
  await expect(desk.getByRole("option", { name: stack.staff.support.name })).toBeVisible();
  await desk.keyboard.type(stack.staff.support.name);
  await expect(desk.getByRole("option", { name: stack.staff.support.name })).toHaveAttribute(
    "data-selected",
    "true",
  );
  await desk.keyboard.press("Enter");
  await expect(ticket.getByRole("button", { name: "Assigned to: You" })).toBeVisible();
  await desk.keyboard.press("z");
  await expect(ticket.getByRole("button", { name: "Assigned to: Nobody" })).toBeVisible();

  await desk.keyboard.press("n");
  await expect(ticket.getByLabel(notesCopy.label)).toBeFocused();
  await desk.keyboard.type("Promised a call by noon");
  await desk.keyboard.press("Control+Enter");
  await expect(ticket.getByRole("article", { name: "Note", exact: true })).toContainText("noon");

  await desk.keyboard.press("r");
  await expect(ticket.getByLabel("Reply to the customer")).toBeFocused();
  await desk.keyboard.type("I am a person and I am on it.");
  await desk.keyboard.press("Control+Enter");
  await expect(ticket.getByRole("article", { name: "You" })).toContainText(
    /Delivered to the phone|Read/,
    { timeout: 60_000 },
  );
  await expect(answers(page).filter({ hasText: "I am a person and I am on it." })).toHaveCount(1);
  await expect(page.getByText("Promised a call by noon")).toHaveCount(0);
  await expect(ticket.getByRole("button", { name: "Status: Waiting for customer" })).toBeVisible();
  await expect(ticket.getByRole("button", { name: "Assigned to: You" })).toBeVisible();

  // Nothing has changed since for who holds the newest answer; and then something has.
  const queue = () =>
    `${new URL(desk.url()).origin}/api/console/tickets?search=${encodeURIComponent(customer.name)}`;
  let tag = "";
  await expect(async () => {
    tag = (await desk.request.get(queue())).headers().etag ?? "";
    const again = await desk.request.get(queue(), { headers: { "if-none-match": tag } });
    expect(again.status()).toBe(304);
  }).toPass({ timeout: 60_000 });
  await write(page, "Thank you, I wait for it");
  await expect(ticket.getByRole("article", { name: customer.name })).toContainText(
    "Thank you, I wait for it",
    { timeout: 60_000 },
  );
  await expect(ticket.getByRole("button", { name: "Status: Open" })).toBeVisible();
  const fresh = await desk.request.get(queue(), { headers: { "if-none-match": tag } });
  expect(fresh.status()).toBe(200);
  expect(await fresh.text()).toContain('"status":"open"');

  await desk.keyboard.press("Escape"); // Out of the field; the ticket stays.
  await desk.keyboard.press("e");
  await expect(ticket.getByRole("button", { name: "Status: Resolved" })).toBeVisible();
  await desk.keyboard.press("z");
  await expect(ticket.getByRole("button", { name: "Status: Open" })).toBeVisible();
  await desk.keyboard.press("e");
  await expect(row).toHaveCount(0);

  const office = await (await browser.newContext()).newPage();
  const origin = new URL(desk.url()).origin;
  await office.goto(origin);
  await signIn(office, "privacy");
  await visit(office, desk.url());
  await expect(office.getByText("The privacy role reads tickets")).toBeVisible();
  await expect(office.getByRole("textbox", { name: "Reply to the customer" })).toHaveCount(0);
  await expect(office.getByRole("button", { name: /Resolve|Open again|Assigned to:/ })).toHaveCount(
    0,
  );
  const refused = await office.request.post(`${origin}/api/console/tickets/change`, {
    headers: { origin },
    data: { changes: [{ id: new URL(desk.url()).searchParams.get("open"), status: "closed" }] },
  });
  expect(refused.status()).toBe(403);
  await office.context().close();
});

test("support opens a ticket from a conversation, and changes many at once", async ({
  page,
  context,
}) => {
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "Hello");
  await expect(answers(page)).toHaveCount(1);

  const desk = await context.newPage();
  await signIn(desk, "support");
  await openConversation(desk, customer.name);
  await desk.getByRole("main").getByRole("button", { name: "More", exact: true }).click();
  await desk.getByRole("menuitem", { name: "Open a ticket" }).click();
  const form = desk.getByRole("dialog");
  await form.getByRole("button", { name: "Open ticket" }).click();
  await expect(form.getByLabel("Subject")).toHaveAttribute("aria-invalid", "true");
  await form.getByLabel("Subject").fill("Wants an invoice");
  await form.getByLabel("What happened").fill("Asked for a paper invoice by post.");
  await form.getByLabel("Priority").selectOption("high");
  await form.getByRole("button", { name: "Open ticket" }).click();
  await expect(form).toHaveCount(0);
  await desk.getByRole("link", { name: "Open it" }).click();
  const ticket = desk.getByRole("complementary", { name: "Wants an invoice" });
  await expect(ticket.getByRole("button", { name: "Assigned to: You" })).toBeVisible();
  await expect(ticket.getByRole("button", { name: "Priority: High" })).toBeVisible();
  await ticket.getByRole("button", { name: "Close", exact: true }).click();

  await visit(desk, `/tickets?search=${encodeURIComponent(customer.name)}`);
  await desk.getByRole("checkbox", { name: /Select T-/ }).check();
  await desk.getByRole("button", { name: "Resolve 1 ticket" }).click();
  await expect(desk.getByText("Nothing fits these filters")).toBeVisible();
  await desk.getByRole("button", { name: "Undo" }).click();
  await expect(desk.getByRole("row", { name: customer.name })).toHaveCount(1);
});
