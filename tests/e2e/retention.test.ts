import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import { holdsCopy } from "@/components/copy/holds";
import { retentionCopy } from "@/components/copy/retention";
import { answers, newCustomer, openPhone, signIn, visit, write } from "./console-actors";
import { changeRows, readRows } from "./service-rows";

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const ids = z.array(z.object({ customer_id: z.string(), id: z.string() }));

/** A customer who wrote and was answered, all of it that many days ago. */
async function customerOfLongAgo(page: Page, days: number) {
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "Where is my parcel?");
  await expect(answers(page)).toHaveCount(1);
  const [identity] = ids.parse(
    await readRows(
      "customer_identities",
      `select=id,customer_id&value=eq.${encodeURIComponent(customer.phone)}`,
    ),
  );
  const customerId = identity?.customer_id ?? "";
  const [session] = ids.parse(
    await readRows("chat_sessions", `select=id,customer_id&customer_id=eq.${customerId}`),
  );
  await changeRows("chat_messages", `customer_id=eq.${customerId}`, { created_at: daysAgo(days) });
  return { ...customer, customerId, sessionId: session?.id ?? "" };
}

const messagesOf = async (customerId: string) =>
  z
    .array(z.unknown())
    .parse(await readRows("chat_messages", `select=id&customer_id=eq.${customerId}`)).length;

test("a hold keeps what retention removes, everybody sees that it stands, and a release ends it", async ({
  page,
  browser,
  isMobile,
}, info) => {
  test.setTimeout(120_000);
  const held = await customerOfLongAgo(page, 40);
  const free = await customerOfLongAgo(page, 40);

  await signIn(page, "privacy");
  await visit(page, "/holds");
  await page.getByRole("button", { name: holdsCopy.place.open }).click();
  const dialog = page.getByRole("dialog", { name: holdsCopy.place.title });
  await dialog.getByRole("button", { name: holdsCopy.place.action }).click();
  await expect(dialog.getByText(holdsCopy.place.pick)).toBeVisible();
  await dialog.getByRole("textbox", { name: holdsCopy.place.customer }).fill(held.phone);
  await dialog.getByRole("button", { name: held.name }).click();
  await dialog.getByLabel(holdsCopy.place.reason).fill("Dispute with the carrier, file 7");
  await dialog.getByLabel(holdsCopy.place.review).fill("2001-01-01");
  await dialog.getByRole("button", { name: holdsCopy.place.action }).click();
  await expect(dialog.getByLabel(holdsCopy.place.review)).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel(holdsCopy.place.review).fill("2099-01-31");
  await page.screenshot({ path: info.outputPath("place.png") });
  await dialog.getByRole("button", { name: holdsCopy.place.action }).click();
  const row = page.getByRole("button", { name: new RegExp(`^${held.name}`) });
  await expect(row).toBeVisible();
  await page.screenshot({ path: info.outputPath("holds.png") });

  // Support learns that it stands, not why, and may not open the page.
  const support = await browser.newPage();
  await signIn(support, "support");
  await visit(support, `/sessions/${held.sessionId}`);
  // A phone's header has no room for it; there it stands in the customer's details.
  if (!isMobile) await expect(support.getByText(holdsCopy.chip).first()).toBeVisible();
  await support.screenshot({ path: info.outputPath("chip.png") });
  expect((await support.request.get("/api/console/holds")).status()).toBe(403);
  expect((await support.request.get("/api/console/retention")).status()).toBe(403);
  const answer = await support.request.get(`/api/console/customers/${held.customerId}/hold`);
  expect(await answer.text()).not.toContain("carrier");
  await support.close();

  // An admin reads all of it and is offered no act.
  const admin = await browser.newPage();
  await signIn(admin, "admin");
  await visit(admin, "/holds");
  await expect(admin.getByRole("button", { name: new RegExp(`^${held.name}`) })).toBeVisible();
  await expect(admin.getByRole("button", { name: holdsCopy.place.open })).toHaveCount(0);
  await admin.emulateMedia({ colorScheme: "dark" });
  await visit(admin, "/retention?tab=media");
  await expect(admin.getByText(retentionCopy.triggers("start")).first()).toBeVisible();
  await expect(admin.getByRole("button", { name: retentionCopy.apply.open })).toHaveCount(0);
  await admin.screenshot({ path: info.outputPath("retention-dark.png") });
  await admin.close();

  await visit(page, "/retention");
  const preview = page.getByRole("region", { name: retentionCopy.preview.title });
  await expect(preview.getByText(/\d+ customers? (is|are) under a legal hold/)).toBeVisible();
  await page.screenshot({ path: info.outputPath("retention-before.png"), fullPage: true });
  await page.getByRole("button", { name: retentionCopy.apply.open }).click();
  const confirm = page.getByRole("dialog", { name: retentionCopy.apply.title });
  await page.screenshot({ path: info.outputPath("confirm.png") });
  await confirm.getByRole("button", { name: /^(Remove [\d,]+ items|Run now)$/ }).click();
  await expect(page.getByText(`${retentionCopy.now.finished}`)).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => messagesOf(free.customerId), { timeout: 60_000 }).toBe(0);
  expect(await messagesOf(held.customerId)).toBeGreaterThan(1);
  const run = page.getByRole("button", { name: /^Done, \d+ messages/ }).first();
  await run.click();
  const drawer = page.getByRole("complementary", { name: retentionCopy.run.title });
  await expect(drawer.getByText(/kept by a legal hold/).first()).toBeVisible();
  await page.screenshot({ path: info.outputPath("retention-after.png") });
  const { violations } = await new AxeBuilder({ page }).include("main").analyze();
  expect(
    violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) })),
  ).toEqual([]);

  await visit(page, "/holds");
  await row.click();
  const opened = page.getByRole("complementary", { name: held.name });
  await opened.getByRole("button", { name: holdsCopy.release.open }).click();
  const release = page.getByRole("dialog", { name: holdsCopy.release.title });
  await release.getByRole("button", { name: holdsCopy.release.action }).click();
  await expect(release.getByRole("textbox")).toHaveAttribute("aria-invalid", "true");
  await release.getByRole("textbox").fill("The carrier settled");
  await release.getByRole("button", { name: holdsCopy.release.action }).click();
  await expect(page.getByText(holdsCopy.release.done)).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: holdsCopy.states.released }).click();
  await expect(row).toBeVisible();
});
