import { expect, test } from "@playwright/test";
import { openConversation, signIn, visit, walkTo } from "./console-actors";
import { seedFailedRun, seedParkedEvent } from "./operations-actors";

test("an admin retries failed jobs with the keyboard alone, and nothing is left of the failure", async ({
  page,
}) => {
  const jobs = await seedFailedRun({ function_id: "sync-templates" });
  await signIn(page, "admin");
  await visit(page, "/jobs");
  const line = page.getByRole("button", { name: `${jobs.title}, sync-templates` });
  await expect(line).toBeVisible();
  await walkTo(page, line);
  await page.keyboard.press("r");
  await expect(page.getByText("Retry is under way.")).toBeVisible();
  await expect(line).toHaveCount(0);

  // The run it became is on the other tab: opened, read and closed with keys.
  await visit(page, "/jobs?tab=runs&function=sync-templates");
  const done = page.getByRole("button", { name: "Done, Fetch templates" }).first();
  await expect(done).toBeVisible({ timeout: 60_000 });
  await walkTo(page, done);
  await page.keyboard.press("Enter");
  const detail = page.getByRole("complementary", { name: "Fetch templates" });
  await expect(detail.getByText("Attempt 1")).toBeVisible();
  await expect(detail.getByRole("link", { name: "Open in Inngest" })).toHaveAttribute(
    "href",
    /\/run\?runID=/,
  );
  await page.keyboard.press("Escape");
  await expect(detail).toHaveCount(0);
});

test("what a job marked as seen is can be taken back with Z", async ({ page }) => {
  const { title } = await seedFailedRun({ function_id: "roll-up-figures" });
  await signIn(page, "admin");
  await visit(page, "/jobs");
  const line = page.getByRole("button", { name: `${title}, roll-up-figures` });
  await expect(line).toBeVisible();
  await page.getByRole("row", { name: title }).getByRole("button", { name: "Mark seen" }).click();
  await expect(line).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(line).toBeVisible();
});

test("an admin re-processes a parked event with the keyboard alone, once, though two press at once", async ({
  page,
  context,
}) => {
  const { text, id, name } = await seedParkedEvent("fixed");
  await signIn(page, "admin");
  await visit(page, `/parked?open=${id}`);
  const detail = page.getByRole("complementary");
  await expect(detail.getByText("••• ").first()).toBeVisible();
  await expect(detail).not.toContainText(text);
  const colleague = await context.newPage();
  await visit(colleague, `/parked?open=${id}`);
  await expect(colleague.getByRole("complementary").getByText("••• ").first()).toBeVisible();
  await Promise.all([page.keyboard.press("r"), colleague.keyboard.press("r")]);
  await expect(page.getByText(/All 1 handled/)).toBeVisible({ timeout: 60_000 });
  await visit(page, "/parked?status=stored");
  await expect(page.locator(`[data-row="${id}"]`)).toHaveCount(1);
  await openConversation(page, name);
  const said = page.getByRole("article", { name }).filter({ hasText: text });
  await expect(said).toHaveCount(1);
});

test("an admin dismisses with a note and takes it back; opening the values is a press of its own", async ({
  page,
}) => {
  const { id, text } = await seedParkedEvent("broken");
  await signIn(page, "admin");
  await visit(page, `/parked?open=${id}`);
  const detail = page.getByRole("complementary");
  await expect(detail.getByText("••• ").first()).toBeVisible();
  await detail.getByRole("button", { name: "Show values" }).click();
  await expect(detail).toContainText(text);
  await expect(detail).toContainText("written to the audit log");
  await page.keyboard.press("d");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Dismiss 1 event" }).click();
  await expect(dialog.getByText("A note says why")).toBeVisible();
  await dialog.getByLabel("Why are they dismissed?").fill("A test of the provider");
  await dialog.getByRole("button", { name: "Dismiss 1 event" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("1 event dismissed.")).toBeVisible();
  await expect(page.locator(`[data-row="${id}"]`)).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(page.getByText("1 event is parked again.")).toBeVisible();
  await expect(page.locator(`[data-row="${id}"]`)).toHaveCount(1);
});

for (const role of ["support", "privacy"] as const) {
  test(`${role} is told who can open jobs and parked events, and the server refuses`, async ({
    page,
  }) => {
    await signIn(page, role);
    for (const path of ["/jobs", "/parked"]) {
      await visit(page, path);
      await expect(page.getByText("It is open to: Admin.")).toBeVisible();
      const answer = await page.request.get(`/api/console${path}`);
      expect([answer.status(), await answer.json()]).toEqual([
        403,
        { error: { code: "forbidden" } },
      ]);
    }
  });
}
