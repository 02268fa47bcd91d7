import { expect, test } from "@playwright/test";
import { answers, newCustomer, openPhone, signIn, visit, write } from "./console-actors";

test("the privacy team writes a request down, proves the person by a code, and hands out the copy", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000); // Seven pages and three jobs, one after the other.
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "Hello");
  await expect(answers(page)).toHaveCount(1, { timeout: 60_000 });

  const desk = await context.newPage();
  await signIn(desk, "privacy");
  await visit(desk, "/requests");
  await desk.getByRole("button", { name: "New request" }).click();
  const form = desk.getByRole("dialog");
  await form.getByLabel("Customer: name or number").fill(customer.name);
  await form.getByRole("button", { name: customer.name }).click();
  await form.getByLabel("What they ask for").selectOption("access");
  await form.getByLabel("What they want, in short").fill("A copy of everything");
  await form.getByRole("button", { name: "Write it down" }).click();

  await expect(desk.getByRole("heading", { level: 1, name: /^PR-\d+ Access$/ })).toBeVisible();
  await expect(desk.getByText(/days left/).first()).toBeVisible();
  await expect(desk.getByRole("button", { name: "Build the archive" })).toBeDisabled();
  await desk.getByRole("button", { name: "Send a code" }).click();
  const question = answers(page).filter({ hasText: "your code for request" });
  await expect(question).toHaveCount(1, { timeout: 60_000 });
  const code = /is (\d{6})/.exec((await question.textContent()) ?? "")?.[1] ?? "";
  await write(page, code);
  await expect(answers(page).filter({ hasText: "right code" })).toHaveCount(1, { timeout: 60_000 });
  await expect(desk.getByText("Proved", { exact: true })).toBeVisible({ timeout: 60_000 });

  await desk.getByRole("button", { name: "Build the archive" }).click();
  await desk.getByRole("button", { name: "Send the link by WhatsApp" }).click({ timeout: 60_000 });
  const handed = answers(page).filter({ hasText: "copy of your data" });
  await expect(handed).toHaveCount(1, { timeout: 60_000 });
  const link = /https?:\S+?\/export\/[\w-]{43}/.exec((await handed.textContent()) ?? "")?.[0] ?? "";
  const phone = await context.newPage();
  await phone.goto(link);
  const saved = phone.waitForEvent("download");
  await phone.getByRole("button", { name: /^Download/ }).click();
  expect((await saved).suggestedFilename()).toMatch(/^PR-\d+\.zip$/);

  await desk.getByLabel("New note").fill("Answered within the hour");
  await desk.getByRole("button", { name: "Add note" }).click();
  await expect(desk.getByText("Answered within the hour")).toBeVisible();
  await desk.getByRole("button", { name: "Complete" }).click();
  await expect(desk.getByText("Completed", { exact: true }).first()).toBeVisible();
  const told = desk.getByRole("region", { name: "What the person was told" });
  await expect(told).toContainText("told by WhatsApp", { timeout: 60_000 });
  await expect(answers(page).filter({ hasText: "given the copy of your data" })).toHaveCount(1, {
    timeout: 60_000,
  });

  await visit(desk, "/requests?show=closed");
  await expect(desk.getByRole("row", { name: customer.name })).toContainText("Completed");
  await visit(desk, "/sessions");
  const refused = await context.newPage();
  await refused.goto(`${link.slice(0, -1)}x`);
  await expect(refused.getByText("This link does not open")).toBeVisible();
});
