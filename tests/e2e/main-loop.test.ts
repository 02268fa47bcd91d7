import { expect, test } from "@playwright/test";
import { answers, newCustomer, openConversation, openPhone, signIn, write } from "./console-actors";

test("a message typed in the simulator is answered within 5 s and visible to support", async ({
  page,
  context,
}) => {
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "Hello, where is my parcel?");
  await expect(answers(page)).toHaveCount(1, { timeout: 5_000 });
  await expect(page.getByText("The webhook accepted it")).toHaveCount(1);
  const answer = await answers(page).first().innerText();

  const desk = await context.newPage();
  await signIn(desk, "support");
  await openConversation(desk, customer.name);
  const transcript = desk.getByRole("log", { name: `Conversation with ${customer.name}` });
  await expect(transcript.getByText("Hello, where is my parcel?")).toBeVisible();
  const reply = transcript.getByRole("article", { name: /^Bot,/ });
  await expect(reply).toHaveCount(1);
  expect(answer).toContain((await reply.innerText()).split("\n")[0]);
  await expect(reply).toContainText(/Delivered to the phone|Read/);
});

test("a burst gets one answer, and every line of it is in the transcript", async ({
  page,
  context,
}) => {
  const customer = newCustomer();
  await openPhone(page, customer);
  const field = page.getByLabel("Message", { exact: true });
  for (const line of ["Good morning", "I ordered shoes"]) {
    await field.fill(line);
    await field.press("Shift+Enter");
  }
  await field.fill("When do they come?");
  await field.press("Enter");
  await expect(answers(page)).toHaveCount(1);

  const desk = await context.newPage();
  await signIn(desk, "support");
  await openConversation(desk, customer.name);
  await expect(desk.getByRole("article", { name: new RegExp(`^${customer.name},`) })).toHaveCount(
    3,
  );
  await expect(desk.getByRole("article", { name: /^Bot,/ })).toHaveCount(1);
});

test("the list is found by name and by the end of the number, and masks the number", async ({
  page,
  context,
}) => {
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "Hello");
  await expect(answers(page)).toHaveCount(1);

  const desk = await context.newPage();
  await signIn(desk, "support");
  const search = desk.getByRole("searchbox");
  for (const query of [
    customer.name.split(" ")[1] ?? "",
    customer.phone.slice(-7),
    customer.phone.replace("+256", "0"),
  ]) {
    await search.fill(query);
    await expect(desk).toHaveURL(new RegExp(`search=${query}`));
    await expect(desk.getByRole("link", { name: customer.name })).toBeVisible();
    await expect(desk.locator("[data-session]")).toHaveCount(1);
  }
  await desk.getByRole("link", { name: customer.name }).click();
  const end = customer.phone.slice(-3);
  await expect(desk.getByText(`••• ${end}`).first()).toBeVisible();
  await expect(desk.locator("body")).not.toContainText(customer.phone.slice(4));
});
