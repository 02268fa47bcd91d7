import { expect, test } from "@playwright/test";
import {
  createAccount,
  deactivate,
  newAddress,
  type Role,
  signIn,
  submitSignIn,
} from "./console-actors";
import { stack } from "./stack";

const roles: [Role, string][] = [
  ["support", "Support"],
  ["privacy", "Privacy"],
  ["admin", "Admin"],
];

for (const [role, title] of roles) {
  test(`${role} signs in, sees who they are and signs out`, async ({ page, isMobile }) => {
    await signIn(page, role);
    const menu = isMobile ? "More" : "Your account and settings";
    await page.getByRole("button", { name: menu }).click();
    await expect(page.getByRole("menu")).toContainText(stack.staff[role].name);
    await expect(page.getByRole("menu")).toContainText(title);
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page.getByText("You are signed out.")).toBeVisible();
    await page.goto("/sessions");
    await expect(page).toHaveURL(/\/login\?/);
  });
}

test("a wrong password is told as such and the address is kept", async ({ page }) => {
  await page.goto("/login");
  await submitSignIn(page, stack.staff.support.email, "not the password");
  await expect(page.getByText("E-mail or password is wrong.")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(stack.staff.support.email);
});

test("an account that is not staff is refused and signed out", async ({ page }) => {
  const email = newAddress("stranger");
  await createAccount(email);
  await page.goto("/login");
  await submitSignIn(page, email, stack.staff.password);
  await expect(page.getByText("This account is not staff.")).toBeVisible();
  expect((await page.request.get("/api/console/sessions")).status()).toBe(401);
});

test("who is deactivated while working is told so and sees nothing new", async ({ page }) => {
  const email = newAddress("leaves");
  const id = await createAccount(email, { role: "support", active: true });
  await page.goto("/login");
  await submitSignIn(page, email, stack.staff.password);
  await page.waitForURL("**/sessions");
  await deactivate(id);
  await expect(page.getByText("Your role may not do this.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("This account was deactivated.")).toBeVisible();
});

test("a deactivated account is refused", async ({ page }) => {
  const email = newAddress("gone");
  await createAccount(email, { role: "support", active: false });
  await page.goto("/login");
  await submitSignIn(page, email, stack.staff.password);
  await expect(page.getByText("This account was deactivated.")).toBeVisible();
});

test("a link into the console asks to sign in and then goes on", async ({ page }) => {
  await page.goto("/sessions?filter=mine");
  await expect(page).toHaveURL(/\/login\?next=/);
  await submitSignIn(page, stack.staff.support.email, stack.staff.password);
  await page.waitForURL("**/sessions?filter=mine");
  await expect(page.getByRole("button", { name: /^Mine/ })).toHaveAttribute("aria-pressed", "true");
});

test("the session cookie is out of reach of scripts", async ({ page }) => {
  await signIn(page, "support");
  expect(await page.evaluate(() => document.cookie)).not.toContain("auth-token");
});

test("a change asked by another site is refused", async ({ page }) => {
  await signIn(page, "support");
  const id = "00000000-0000-4000-8000-000000000000";
  const answer = await page.request.post(`/api/console/sessions/${id}/take-over`, {
    headers: { origin: "https://evil.example" },
    data: {},
  });
  expect(answer.status()).toBe(403);
  expect(await answer.json()).toEqual({ error: { code: "cross_site" } });
});
