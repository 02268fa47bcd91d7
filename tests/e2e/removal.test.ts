import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { z } from "zod";
import { openPhone } from "../integration/simulated-phone";
import { newCustomer, openConversation, signIn, visit } from "./console-actors";
import { readRows } from "./service-rows";
import { stack } from "./stack";

test("files of a conversation and of a customer go by name, a hold forbids it, and erasing leads to a request", async ({
  page,
  isMobile,
}, info) => {
  const customer = newCustomer();
  const phone = await openPhone(stack.urls.providers, customer.name);
  await phone.send(
    { kind: "image", file: "damaged-parcel" },
    { kind: "voice", file: "where-is-my-parcel" },
  );
  await signIn(page, "privacy");
  const sessionId = await openConversation(page, customer.name);
  const stored = async () => {
    const messages = z
      .array(z.object({ id: z.string() }))
      .parse(await readRows("chat_messages", `session_id=eq.${sessionId}&select=id`));
    const ids = messages.map(({ id }) => id).join(",");
    const files = await readRows("chat_media", `message_id=in.(${ids})&select=status`);
    return z
      .array(z.object({ status: z.string() }))
      .parse(files)
      .map(({ status }) => status);
  };
  await expect.poll(stored, { timeout: 60_000 }).toEqual(["stored", "stored"]);
  if (isMobile) await page.keyboard.press("i");
  const removal = page.getByRole("region", { name: "Remove data" });
  await removal.getByRole("button", { name: "Files of this conversation…" }).click();
  const dialog = page.getByRole("dialog", { name: "Purge the files of this conversation?" });
  const purge = dialog.getByRole("button", { name: "Purge 2 files" });
  await expect(purge).toBeDisabled();
  await page.screenshot({ path: info.outputPath("purge.png") });
  await dialog.getByRole("textbox").fill(customer.name);
  await purge.click();
  const progress = page.getByRole("dialog", { name: "Purging files" });
  await expect(progress.getByText("2 files removed, from the list and from storage.")).toBeVisible({
    timeout: 60_000,
  });
  await page.screenshot({ path: info.outputPath("purged.png") });
  await progress.getByRole("button", { name: "Done" }).click();
  expect(await stored()).toEqual([]);

  await removal.getByRole("button", { name: "All files…" }).click();
  const all = page.getByRole("dialog", { name: "Purge all files of this customer?" });
  await expect(all.getByText("No files are kept.")).toBeVisible();

  const [person] = z
    .array(z.object({ id: z.string() }))
    .parse(await readRows("customers", `display_name=eq.${customer.name}&select=id`));
  const held = await page.request.post("/api/console/holds", {
    headers: { origin: stack.urls.app },
    data: { customer_id: person?.id, reason: "A matter of law", review_on: "2099-01-01" },
  });
  expect(held.status()).toBe(200);
  await visit(page, `/media?customer_id=${person?.id}`);
  await page.getByRole("button", { name: "Purge all their files…" }).click();
  await expect(all.getByText(/A legal hold stands since/)).toBeVisible();
  await page.screenshot({ path: info.outputPath("held.png") });
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  await all.getByRole("button", { name: "Close" }).last().click();

  await page.getByRole("button", { name: "Erase customer…" }).click();
  const erase = page.getByRole("dialog", { name: "Erase this customer" });
  await expect(erase.getByText(`Customer: ${customer.name}`)).toBeVisible();
  await page.screenshot({ path: info.outputPath("erase.png") });
  await erase.getByRole("button", { name: "Open the erasure request" }).click();
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  await expect(page.getByText(customer.name).first()).toBeVisible();

  await page.context().clearCookies();
  await signIn(page, "support");
  await visit(page, `/media?customer_id=${person?.id}`);
  await expect(page.getByRole("heading", { name: "Media", level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Purge all|^Erase customer/ })).toHaveCount(0);
});
