import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { navFor } from "@/components/frame/nav-items";
import { type Role, signIn, visit } from "./console-actors";

const hrefs = ({ items }: ReturnType<typeof navFor>[number]) => items.map(({ href }) => href);

const pagesOf: Record<Role, { offers: string[]; withholds: string[] }> = {
  support: {
    offers: ["Overview", "Alerts", "Sessions", "Tickets", "Media", "Knowledge"],
    withholds: ["Jobs", "Parked events", "Requests", "Consent", "Retention", "Staff", "Audit log"],
  },
  privacy: {
    offers: [
      ...["Overview", "Alerts", "Sessions", "Requests", "Consent", "Audit log"],
      ...["Legal holds", "Retention"],
    ],
    withholds: ["Jobs", "Parked events", "Knowledge", "Staff"],
  },
  admin: {
    offers: [
      "Overview",
      "Alerts",
      "Sessions",
      "Tickets",
      "Jobs",
      "Parked events",
      "Staff",
      "Audit log",
    ],
    withholds: [],
  },
};

for (const role of ["support", "privacy", "admin"] as const) {
  test(`${role} goes anywhere the role may with the keyboard alone, and is offered nothing else`, async ({
    page,
    isMobile,
  }) => {
    await signIn(page, role);
    const { offers, withholds } = pagesOf[role];
    const nav = page.getByRole("navigation", { name: "Main" });
    if (isMobile) await nav.getByRole("button", { name: "More" }).click();
    for (const name of offers) await expect(link(nav, name)).toBeVisible();
    for (const name of withholds) await expect(link(nav, name)).toHaveCount(0);

    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: "Command palette" });
    for (const name of offers) await expect(option(palette, name)).toBeVisible();
    for (const name of withholds) await expect(option(palette, name)).toHaveCount(0);
    await page.keyboard.type("overv");
    await expect(palette.getByRole("option", { name: /^Overview/ })).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/overview/);
    await expect(palette).toHaveCount(0);

    // A chord has a time: two keys that reach a busy page too far apart are pressed again.
    await expect(async () => {
      await page.keyboard.press("g");
      await page.keyboard.press("s");
      await expect(page).toHaveURL(/\/sessions/, { timeout: 5_000 });
    }).toPass({ timeout: 60_000 });

    // The sheet says what works on this page, and the way to the other ones.
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    for (const meaning of ["Search", "Undo the last act", "Command palette", "Overview"]) {
      await expect(sheet.getByText(meaning, { exact: true })).toBeVisible();
    }
    for (const name of withholds) {
      await expect(sheet.getByText(name, { exact: true })).toHaveCount(0);
    }
    await page.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);

    // Behind a direct link to a page of others stands who can open it, and nothing of what it shows.
    const own = new Set<string>(navFor(role).flatMap(hrefs));
    for (const href of navFor("admin").flatMap(hrefs)) {
      if (own.has(href)) continue;
      const answer = await page.request.get(href);
      expect(await answer.text(), href).toContain("Your role cannot open this page");
    }

    if (role === "admin") return;
    await visit(page, "/parts");
    await expect(page.getByText("Your role cannot open this page").last()).toBeVisible();
    await expect(page.getByText("It is open to: Admin.")).toBeVisible();
  });
}

test("the theme is changed from the palette and kept; a lost network is said until it is back", async ({
  page,
  context,
}) => {
  await signIn(page, "support");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  // The page asks for the state of the parts once it is alive; before, it hears of no network.
  const alive = page.waitForResponse("**/readyz");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await alive;

  await context.setOffline(true);
  await expect(page.getByText("This device has no network.")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("This device has no network.")).toHaveCount(0);
});

test("a list of 100,000 rows is walked, chosen from and opened with keys; the page holds few of them", async ({
  page,
}) => {
  await openParts(page);
  const table = page.getByRole("table", { name: "Sample runs" });
  const rows = table.locator("[data-row]");
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeLessThan(60);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(table.locator('[data-row="run-2"]')).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/open=run-2/);
  const drawer = page.getByRole("complementary", { name: "summarise-session" });
  await expect(drawer).toBeVisible();
  await page.goBack();
  await expect(drawer).toHaveCount(0);
  await table.locator('[data-row="run-2"]').press("Enter");
  await expect(drawer).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  await expect(page).not.toHaveURL(/open=/);
  await expect(table.locator('[data-row="run-2"]')).toBeFocused();
  await page.keyboard.press("x");
  const bar = page.getByRole("toolbar", { name: "1 selected" });
  await bar.getByRole("button", { name: "Retry 1 run" }).click();
  await expect(page.getByText("1 run queued.")).toBeVisible();
  await expect(bar).toHaveCount(0);

  await table.evaluate((element) => {
    element.parentElement?.scrollTo({ top: element.parentElement.scrollHeight });
  });
  await expect(table.locator('[data-row="run-100000"]')).toBeVisible();
  expect(await rows.count()).toBeLessThan(60);
});

test("a form says what is wrong at the field, and what cannot be undone has to be typed", async ({
  page,
}) => {
  await openParts(page);
  const form = page.getByRole("region", { name: "Form", exact: true });
  await form.getByRole("button", { name: "Invite" }).click();
  await expect(form.getByText("2 fields need your attention.")).toBeVisible();
  await expect(form.getByLabel("Name")).toBeFocused();
  await expect(form.getByLabel("Name")).toHaveAccessibleDescription("This is too short.");
  await form.getByLabel("Name").fill("Amina");
  await form.getByLabel("E-mail").fill("taken@parcelo.test");
  await page.keyboard.press("Enter");
  await expect(form.getByLabel("E-mail")).toHaveAccessibleDescription("This is in use already.");
  await expect(form.getByLabel("Name")).toHaveValue("Amina");

  await page.getByRole("button", { name: "Say with Undo" }).click();
  await expect(page.getByText("You took over. The bot is silent.")).toBeVisible();
  await page.keyboard.press("z");
  await expect(page.getByText("Taken back.")).toBeVisible();

  await page.getByRole("checkbox", { name: "Let it fail" }).check();
  await page.getByRole("button", { name: "Erase…" }).click();
  const confirm = page.getByRole("dialog", { name: "Erase this customer?" });
  const erase = confirm.getByRole("button", { name: "Erase 3,981 items" });
  await expect(erase).toBeDisabled();
  await confirm.getByLabel("Type “PR-0147” to confirm").fill("PR-0147");
  await erase.click();
  await expect(confirm.getByRole("alert")).toContainText("Nothing was changed");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Command palette" })).toHaveCount(0);
});

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing in the console's parts in ${scheme}`, async ({ page }, info) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await openParts(page);
    await expect(page.locator(".recharts-surface").first()).toBeVisible();
    const look = async (name: string) => {
      await page.screenshot({ path: info.outputPath(`${name}-${scheme}.png`) });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) })),
        name,
      ).toEqual([]);
    };
    await look("parts");
    await visit(page, "/parts?open=run-2");
    await page.keyboard.press("x");
    await expect(page.getByRole("complementary", { name: "summarise-session" })).toBeVisible();
    await look("drawer");
    await visit(page, "/parts?shows=failed");
    await expect(page.getByText("Runs did not load").first()).toBeVisible();
    await look("failed");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Command palette" })).toBeVisible();
    await look("palette");
  });
}

const link = (nav: Locator, name: string) =>
  nav.getByRole("link", { name: new RegExp(`^${name}`) });
const option = (palette: Locator, name: string) =>
  palette.getByRole("option", { name: new RegExp(`^${name}`) });

async function openParts(page: Page): Promise<void> {
  await signIn(page, "admin");
  await visit(page, "/parts");
  await expect(page.getByRole("heading", { name: "Parts of the console", level: 1 })).toBeVisible();
}
