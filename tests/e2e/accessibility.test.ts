import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import {
  answers,
  newCustomer,
  openConversation,
  openPhone,
  signIn,
  visit,
  write,
} from "./console-actors";

const pages = [
  ["/overview", "Overview"],
  ["/tickets", "Tickets"],
  ["/media", "Media"],
  ["/alerts", "Alerts"],
  ["/jobs", "Jobs"],
  ["/parked", "Parked events"],
  ["/recall", "Recall"],
  ["/knowledge", "Knowledge"],
  ["/playground", "Playground"],
  ["/requests", "Requests"],
  ["/consent", "Consent"],
  ["/holds", "Legal holds"],
  ["/retention", "Retention"],
  ["/staff", "Staff"],
  ["/audit", "Audit log"],
  ["/account", "Your account"],
] as const;

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing in ${scheme}`, async ({ page, context }, info) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const look = async (view: Page, name: string) => {
      await view.screenshot({ path: info.outputPath(`${name}-${scheme}.png`) });
      const { violations } = await new AxeBuilder({ page: view }).analyze();
      expect(
        violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) })),
        name,
      ).toEqual([]);
    };

    await page.goto("/login");
    await expect(page.getByLabel("E-mail")).toBeVisible();
    await look(page, "login");

    const customer = newCustomer();
    await openPhone(page, customer);
    await write(page, "Hello, where is my parcel?");
    await expect(answers(page)).toHaveCount(1);
    await look(page, "simulator");

    const desk = await context.newPage();
    await desk.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await signIn(desk, "support");
    await look(desk, "sessions");
    await openConversation(desk, customer.name);
    await expect(desk.getByRole("article", { name: /^Bot,/ })).toBeVisible();
    await look(desk, "conversation");
    await desk.keyboard.press("?");
    await expect(desk.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await look(desk, "help");
  });

  test(`axe finds nothing on the pages of operations and administration in ${scheme}`, async ({
    page,
  }, info) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await signIn(page, "admin");
    for (const [path, title] of pages) {
      await visit(page, path);
      await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
      await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
      await page.screenshot({ path: info.outputPath(`${path.slice(1)}-${scheme}.png`) });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect
        .soft(
          violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) })),
          path,
        )
        .toEqual([]);
    }
  });
}
