import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { answers, newCustomer, openPhone, searchFor, signIn, visit, write } from "./console-actors";
import { stack } from "./stack";

test("first contact, STOP in any dress, silence, START: on the phone and in the ledger", async ({
  page,
  context,
  isMobile,
}, info) => {
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "Hello, where is my parcel?");
  await expect(answers(page)).toHaveCount(1);
  const notice = "This is Parcelo's automated assistant";
  await expect(answers(page).first()).toContainText(notice);
  await expect(answers(page).first()).toContainText(`${stack.urls.app}/privacy`);
  await write(page, "I want to stop by tomorrow");
  await expect(answers(page)).toHaveCount(2);
  await expect(answers(page).filter({ hasText: notice })).toHaveCount(1);

  await write(page, "🛑 Stóp!!");
  const stopped = answers(page).filter({ hasText: "You will get no more messages" });
  await expect(stopped).toHaveCount(1);
  await write(page, "STOP");
  await write(page, "Are you there?");

  const desk = await context.newPage();
  await signIn(desk, "privacy");
  await visit(desk, "/consent");
  await searchFor(desk, customer.phone.replace("+256", "0"));
  await expect(desk).toHaveURL(/search=0/);
  const line = desk.getByRole("button", { name: `${customer.name}, Opted out` });
  await expect(line).toHaveCount(1);
  await expect(desk.locator("main")).not.toContainText(customer.phone.slice(4));
  await line.click();
  const drawer = desk.getByRole("complementary", { name: customer.name });
  await expect(drawer).toContainText("🛑 Stóp!!");
  await expect(drawer).toContainText("Not asked yet → Opted out");
  const { violations } = await new AxeBuilder({ page: desk }).include("main").analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);

  const download = desk.waitForEvent("download");
  await desk.keyboard.press("Escape");
  await desk.getByRole("button", { name: "Export CSV" }).click();
  const file = await readFile(await (await download).path(), "utf8");
  expect(file.trim().split("\r\n")).toHaveLength(2);
  expect(file).toContain("opted_out,keyword,whatsapp,🛑 Stóp!!");
  expect(file).not.toContain(customer.phone.slice(4));
  const ledger = desk.url();
  await visit(desk, "/audit?action=consent_exported");
  await expect(desk.getByRole("button", { name: /^Exported the consent ledger/ })).not.toHaveCount(
    0,
  );

  await visit(desk, ledger);
  await line.click();
  await drawer.getByRole("link", { name: "Show the message" }).click();
  await expect(desk.locator("article[aria-current]")).toContainText("🛑 Stóp!!");
  // They wrote again after the stop: no bot, a person.
  await expect(desk.getByText("A person is needed: opted out")).toBeVisible();

  await expect(stopped).toHaveCount(1);
  await expect(answers(page)).toHaveCount(3);
  await write(page, "Start");
  await expect(answers(page).filter({ hasText: "Welcome back" })).toHaveCount(1);

  // Later they allow marketing by phone: a permission counts with its proof alone.
  if (isMobile) await desk.keyboard.press("i");
  const consent = desk.getByRole("region", { name: "Consent" });
  await consent.getByRole("button", { name: "Record a change" }).click();
  const form = desk.getByRole("dialog", { name: "Record a change of consent" });
  await form.getByLabel("What they want").selectOption("Marketing is welcome");
  await form.getByLabel("Their exact words").fill("You may tell me about offers");
  await form.getByRole("button", { name: "Record it" }).click();
  await expect(form.getByLabel("Proof")).toHaveAttribute("aria-invalid", "true");
  await form.getByLabel("Proof").fill("Call recording 1142");
  await desk.screenshot({ path: info.outputPath("told-consent.png") });
  await form.getByRole("button", { name: "Record it" }).click();
  await expect(form).toHaveCount(0);
  await expect(consent).toContainText("Marketing allowed “You may tell me about offers”");
  await expect(consent).toContainText("told by phone");
  await visit(desk, "/consent?source=staff&change=allowed");
  await desk.getByRole("button", { name: `${customer.name}, Marketing allowed` }).click();
  await expect(drawer).toContainText("Call recording 1142");
  await expect(drawer).toContainText(stack.staff.privacy.name);
});

test("the ledger is for the privacy team and admins", async ({ page }) => {
  await signIn(page, "support");
  await visit(page, "/consent");
  await expect(page.getByText("It is open to: Privacy, Admin.")).toBeVisible();
  expect((await page.request.get("/api/console/consent")).status()).toBe(403);
});

for (const scheme of ["light", "dark"] as const) {
  test(`the privacy policy is open to anybody, accessible in ${scheme}, and printable`, async ({
    page,
    isMobile,
  }, info) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const answer = await page.goto("/privacy");
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole("heading", { name: "Privacy policy", level: 1 })).toBeVisible();
    for (const said of [
      "privacy@parcelo.example",
      "30 days",
      "Luminous",
      "Muhtasari kwa Kiswahili",
    ]) {
      await expect(page.getByText(said).first()).toBeVisible();
    }
    expect(await page.context().cookies()).toEqual([]);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    await page.screenshot({ path: info.outputPath(`privacy-${scheme}.png`), fullPage: true });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
    if (isMobile) return;
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("button", { name: "Print or save" })).toBeHidden();
    await expect(page.getByRole("navigation")).toBeHidden();
  });
}
