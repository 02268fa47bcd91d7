import { randomInt } from "node:crypto";
import { expect, test } from "@playwright/test";
import { signIn, visit } from "./console-actors";
import { insertRows, readRows } from "./service-rows";

test("an alert says what to do, and whoever deals with it is seen and audited", async ({
  page,
  isMobile,
}) => {
  const job = `nightly-job-${randomInt(1_000_000)}`;
  await insertRows("alerts", [
    {
      ...{ kind: "job_dead", dedupe_key: job, amount: 3, since: new Date(Date.now() - 600_000) },
      // No run has failed: the minute's look would clear it, were it not seen again long after this test.
      last_seen_at: new Date(Date.now() + 3_600_000),
    },
  ]);
  await signIn(page, "support");
  await visit(page, "/alerts");
  const title = `3 runs of ${job} failed for good`;
  await page.getByRole("button", { name: title }).click();
  const detail = page.getByRole("complementary", { name: title });
  await expect(detail.getByText("docs/runbook.md#job-dead")).toBeVisible();
  await expect(detail.getByRole("link", { name: /Go to where/ })).toHaveAttribute("href", "/jobs");
  await expect(detail.getByText("Not told")).toBeVisible();

  await detail.getByRole("button", { name: "I deal with it" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Note (optional)").fill("The provider's key has run out.");
  await dialog.getByRole("button", { name: "I deal with it" }).click();
  await expect(detail.getByText("The provider's key has run out.")).toBeVisible();
  await expect(detail.getByRole("button", { name: "I deal with it" })).toHaveCount(0);
  // On a phone the drawer, which says the same, covers the list.
  if (!isMobile)
    await expect(page.getByRole("row", { name: title }).getByText(/^With /)).toBeVisible();

  const rows = await readRows("alerts", `dedupe_key=eq.${job}&select=id,state,acknowledged_by`);
  expect(rows).toMatchObject([{ state: "open", acknowledged_by: expect.any(String) }]);
  if (isMobile) await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Over" }).click();
  await expect(page.getByRole("button", { name: title })).toHaveCount(0);
});
