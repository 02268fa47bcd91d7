import { expect, test } from "@playwright/test";
import { answers, newCustomer, openPhone, signIn, visit, write } from "./console-actors";
import { insertRows, readRows } from "./service-rows";

test("the privacy team previews, approves and proves an erasure; the customer who writes again is new", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "Where is my parcel with the violet teapot?");
  await expect(answers(page)).toHaveCount(1, { timeout: 60_000 });
  const [person] = (await readRows("customers", `display_name=eq.${customer.name}&select=id`)) as [
    { id: string },
  ];
  const requestId = crypto.randomUUID();
  await insertRows("privacy_requests", [
    {
      ...{ id: requestId, customer_id: person.id, kind: "erasure", channel: "console" },
      ...{ state: "ready", due_at: new Date(Date.now() + 2e9).toISOString() },
      identity_verified_at: new Date().toISOString(),
    },
  ]);

  const desk = await context.newPage();
  await signIn(desk, "privacy");
  await visit(desk, `/requests/${requestId}`);
  await desk.getByRole("button", { name: "Make the preview" }).click();
  const table = desk.getByRole("table", { name: "What is erased" });
  await expect(table.getByRole("row", { name: /^Messages Text/ })).toContainText("2");
  await desk.screenshot({ path: test.info().outputPath("preview.png"), fullPage: true });

  // A message in between: the approval no longer holds, and asks for a new preview.
  await desk.getByRole("button", { name: "Approve erasure" }).click();
  const dialog = desk.getByRole("dialog");
  await write(page, "One more thing");
  await expect(answers(page)).toHaveCount(2, { timeout: 60_000 });
  await dialog.getByRole("textbox").fill("erase");
  await dialog.getByRole("button", { name: /^Erase \d+ items$/ }).click();
  await expect(dialog.getByText(/came or went since the preview/)).toBeVisible();
  await desk.keyboard.press("Escape");
  await desk.getByRole("button", { name: "New preview" }).click();
  await expect(table.getByRole("row", { name: /^Messages Text/ })).toContainText("4");
  await desk.getByRole("button", { name: "Approve erasure" }).click();
  await dialog.getByRole("textbox").fill("erase");
  await dialog.getByRole("button", { name: /^Erase \d+ items$/ }).click();

  await expect(desk.getByText(/^Certificate \d+$/)).toBeVisible({ timeout: 60_000 });
  await desk
    .getByRole("listitem")
    .filter({ hasText: "OpenAI" })
    .getByRole("textbox")
    .fill("case-1");
  await desk
    .getByRole("listitem")
    .filter({ hasText: "OpenAI" })
    .getByRole("button", { name: "Record" })
    .click();
  await expect(desk.getByText("1 of 5")).toBeVisible();
  await desk.screenshot({ path: test.info().outputPath("erased.png"), fullPage: true });
  expect(await readRows("chat_messages", `customer_id=eq.${person.id}&select=id`)).toEqual([]);
  expect(await readRows("customer_identities", `customer_id=eq.${person.id}&select=id`)).toEqual(
    [],
  );

  await desk.getByRole("link", { name: "Open and print" }).click();
  await expect(desk.getByText("The digest holds")).toBeVisible();
  await expect(desk.getByText(customer.name)).toHaveCount(0);
  await desk.screenshot({ path: test.info().outputPath("certificate.png"), fullPage: true });
  // On paper it is the certificate alone, and all of it.
  await desk.emulateMedia({ media: "print" });
  await expect(desk.getByRole("navigation")).toHaveCount(0);
  await expect(desk.getByText("Nothing here reaches a real customer.")).toBeHidden();
  expect((await desk.locator("main").boundingBox())?.height).toBeGreaterThan(900);
  await desk.emulateMedia({ media: "screen" });
  const saved = desk.waitForEvent("download");
  await desk.getByRole("link", { name: "Download" }).click();
  expect((await saved).suggestedFilename()).toMatch(/^erasure-certificate-\d+\.json$/);

  await write(page, "Hello again");
  await expect
    .poll(() => readRows("customers", `display_name=eq.${customer.name}&select=id`), {
      timeout: 60_000,
    })
    .toHaveLength(1);
  const [fresh] = (await readRows("customers", `display_name=eq.${customer.name}&select=id`)) as [
    { id: string },
  ];
  expect(fresh.id).not.toBe(person.id);
});
