import { expect, test } from "@playwright/test";
import { openPhone } from "../integration/simulated-phone";
import { newCustomer, openConversation, signIn } from "./console-actors";
import { stack } from "./stack";

test("canned replies are written, changed, used and deleted at the field of a reply", async ({
  page,
}, info) => {
  const customer = newCustomer();
  const shortcut = `k-${customer.phone.slice(-7)}`;
  const title = `Customs ${customer.phone.slice(-7)}`;
  const phone = await openPhone(stack.urls.providers, customer.name);
  await phone.send({ kind: "text", text: "I want to talk to a person" });
  await signIn(page, "support");
  await openConversation(page, customer.name);
  await page.keyboard.press("t");
  await expect(page.getByText("You took over. The bot is silent.")).toBeVisible();
  const field = page.getByLabel("Reply to the customer");
  const manage = async () => {
    await field.fill("/");
    await page.getByRole("button", { name: "Add or change canned replies" }).click();
    await field.evaluate((area: HTMLTextAreaElement) => area.blur());
  };
  await manage();
  const dialog = page.getByRole("dialog", { name: "Canned replies" });
  await dialog.getByRole("button", { name: "Add a canned reply" }).click();
  await dialog.getByLabel("Title").fill(title);
  await dialog.getByLabel("Shortcut").fill(shortcut);
  await dialog.getByLabel("Text").fill("Hello {{nobody}}, customs has it.");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Nobody can fill in {{nobody}}.")).toBeVisible();
  await dialog.getByLabel("Text").fill("Hello {{customer_first_name}}, customs has it.");
  await dialog.getByRole("button", { name: "Save" }).click();
  const line = dialog.getByRole("listitem").filter({ hasText: title });
  await expect(line).toContainText(`/${shortcut}`);
  await page.screenshot({ path: info.outputPath("canned.png") });

  await line.getByRole("button", { name: `Change ${title}` }).click();
  await dialog.getByLabel("Text").fill("Hello {{customer_first_name}}, customs let it go.");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(line).toContainText("customs let it go");
  await dialog.getByRole("button", { name: "Close" }).click();
  // Saving sent nothing of what stood in the field.
  await expect(field).toHaveValue("/");

  await field.fill(`/${shortcut}`);
  await expect(page.getByRole("option", { name: new RegExp(title) })).toBeVisible();
  await field.press("Enter");
  await expect(field).toHaveValue("Hello Customer, customs let it go.");

  await manage();
  await line.getByRole("button", { name: `Delete ${title}` }).click();
  await expect(line).toHaveCount(0);
  await dialog.getByRole("button", { name: "Close" }).click();
  await field.fill(`/${shortcut}`);
  await expect(page.getByText(/No canned (reply has this name|replies yet)/)).toBeVisible();
  await expect(page.getByRole("option", { name: new RegExp(title) })).toHaveCount(0);
});
