import { expect, type Page, test } from "@playwright/test";
import { answers, newCustomer, openPhone, searchFor, signIn, visit, write } from "./console-actors";
import { stack } from "./stack";

test("support takes over, replies and hands back with the keyboard alone", async ({
  page,
  context,
}) => {
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "Hello, I want to talk to a person");
  await expect(answers(page)).toHaveCount(1);

  const desk = await context.newPage();
  await signIn(desk, "support");
  await openByKeyboard(desk, customer.name);

  await desk.keyboard.press("t");
  await expect(desk.getByText("You took over. The bot is silent.")).toBeVisible();
  const field = desk.getByLabel("Reply to the customer");
  await expect(field).toBeVisible();
  await desk.keyboard.press("r");
  await expect(field).toBeFocused();
  await desk.keyboard.type("This is Patience. How can I help?");
  await desk.keyboard.press("Control+Enter");
  await expect(field).toHaveValue("");
  const sent = desk.getByRole("article", { name: /^You,/ });
  await expect(sent).toHaveCount(1);
  await expect(sent).toContainText(/Delivered to the phone|Read/);
  await expect(answers(page).filter({ hasText: "This is Patience." })).toHaveCount(1);

  // While a person answers, the bot is silent.
  await write(page, "Thank you, Patience");
  await expect(desk.getByText("Thank you, Patience").last()).toBeVisible();
  await desk.waitForTimeout(5_000);
  await expect(answers(page)).toHaveCount(2);

  await desk.keyboard.press("Escape"); // leaves the field
  await desk.keyboard.press("h");
  await expect(desk.getByText("Handed back. The bot answers again.")).toBeVisible();
  // What the customer wrote after the last reply of a person is the bot's to answer now.
  await expect(answers(page)).toHaveCount(3);
  await expect(desk.getByText("The bot answers here. Take over to write.")).toBeVisible();
});

test("Z undoes a take-over", async ({ page, context }) => {
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "Hello");
  await expect(answers(page)).toHaveCount(1);

  const desk = await context.newPage();
  await signIn(desk, "support");
  await openByKeyboard(desk, customer.name);
  await desk.keyboard.press("t");
  await expect(desk.getByText("You took over. The bot is silent.")).toBeVisible();
  await desk.keyboard.press("z");
  await expect(desk.getByText("Handed back. The bot answers again.")).toBeVisible();
  // Taking back is an act like any other, and can be taken back itself.
  await desk.keyboard.press("z");
  await expect(desk.getByText(`${stack.staff.support.name} answers now.`)).toBeVisible();
  await expect(desk.getByLabel("Reply to the customer")).toBeVisible();
});

test("the privacy role reads and has nothing to press", async ({ page, context }) => {
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "Hello");
  await expect(answers(page)).toHaveCount(1);

  const desk = await context.newPage();
  await signIn(desk, "privacy");
  await openByKeyboard(desk, customer.name);
  await expect(desk.getByText("The privacy role reads conversations")).toBeVisible();
  await expect(desk.getByRole("button", { name: /Take over/ })).toHaveCount(0);
  const id = desk.url().split("/").pop()?.split("?")[0];
  const answer = await desk.request.post(`/api/console/sessions/${id}/take-over`, {
    headers: { origin: new URL(desk.url()).origin },
    data: {},
  });
  expect(answer.status()).toBe(403);
  expect(await answer.json()).toEqual({ error: { code: "forbidden" } });
});

test("a reply whose answer is lost is sent once when it is tried again", async ({
  page,
  context,
}) => {
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "Hello");
  await expect(answers(page)).toHaveCount(1);

  const desk = await context.newPage();
  await signIn(desk, "support");
  await openByKeyboard(desk, customer.name);
  await desk.keyboard.press("t");
  const field = desk.getByLabel("Reply to the customer");
  await expect(field).toBeVisible();

  let lost = 0;
  await desk.route("**/reply", async (route) => {
    await route.fetch(); // The server has it …
    lost += 1;
    await route.abort("connectionreset"); // … and its answer never comes.
  });
  await desk.route("**/changes*", (route) => route.abort("connectionreset"));
  await field.fill("Only once, please");
  await field.press("Control+Enter");
  await expect(desk.getByText("Not queued")).toBeVisible();
  expect(lost).toBe(1);
  await desk.unroute("**/reply");
  await desk.getByRole("button", { name: "Try again" }).click();
  await expect(desk.getByText("Not queued")).toHaveCount(0);
  await expect(desk.getByRole("article", { name: /^You,/ })).toHaveCount(1);
  await expect(answers(page).filter({ hasText: "Only once, please" })).toHaveCount(1);
  await desk.unroute("**/changes*");

  // Without a press: the talk itself tells that it has arrived.
  await desk.route("**/reply", async (route) => {
    await route.fetch();
    await route.abort("connectionreset");
  });
  await field.fill("Here all the same");
  await field.press("Control+Enter");
  await expect(desk.getByRole("article", { name: /^You,/ })).toHaveCount(2);
  await expect(desk.getByText("Not queued")).toHaveCount(0);
  await desk.unroute("**/reply");

  // What never arrived outlives its page, with the key of its first try.
  await desk.route("**/reply", (route) => route.abort("connectionreset"));
  await field.fill("Kept through a reload");
  await field.press("Control+Enter");
  await expect(desk.getByText("Not queued")).toBeVisible();
  await desk.unroute("**/reply");
  await visit(desk, new URL(desk.url()).pathname);
  await desk.getByRole("button", { name: "Try again" }).click();
  await expect(desk.getByText("Not queued")).toHaveCount(0);
  await expect(answers(page).filter({ hasText: "Kept through a reload" })).toHaveCount(1);
});

/** `/` searches, Tab leaves the field for the list, Enter opens. */
async function openByKeyboard(desk: Page, name: string) {
  await searchFor(desk, name.split(" ")[1] ?? name);
  await expect(desk.getByRole("link", { name })).toBeVisible();
  await expect(desk.locator("[data-session]")).toHaveCount(1);
  await desk.keyboard.press("Tab"); // out of the field, so that single keys work
  await desk.keyboard.press("j");
  await expect(desk.getByRole("link", { name })).toBeFocused();
  await desk.keyboard.press("Enter");
  await expect(desk.getByRole("log", { name: `Conversation with ${name}` })).toBeVisible();
}
