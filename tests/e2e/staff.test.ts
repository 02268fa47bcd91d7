import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { listCopy } from "@/components/copy/list";
import { codeOf, followLink, linkMailedTo } from "./account-actors";
import { createAccount, newAddress, signIn, submitSignIn, visit } from "./console-actors";
import { stack } from "./stack";

test("a colleague's life: invited, signs in, is deactivated in an open browser, and the log has it", async ({
  page,
  browser,
}) => {
  const email = newAddress("grace");
  const name = `Grace ${email.replace(/\D/g, "")}`;
  await signIn(page, "admin");
  await visit(page, "/staff");
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill("not an address");
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await expect(dialog.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText(`${name} is invited.`)).toBeVisible();

  const guest = await browser.newPage({ baseURL: stack.urls.app });
  await followLink(guest, await linkMailedTo(email), "Accept the invitation");
  await guest.getByLabel("New password").fill("a long enough one");
  await guest.getByLabel("The same again").fill("a long enough one");
  await guest.getByRole("button", { name: "Save and go on" }).click();
  await guest.waitForURL("**/sessions");
  await visit(guest, "/staff");
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText(listCopy.noPermission);
  expect((await guest.request.get("/api/console/staff")).status()).toBe(403);

  await page.reload();
  await page.getByRole("button", { name, exact: true }).click();
  const drawer = page.getByRole("complementary", { name });
  await expect(drawer.getByText("Active")).toBeVisible();
  expect(
    (await new AxeBuilder({ page }).include("main").analyze()).violations.filter(
      (one) => one.impact === "serious" || one.impact === "critical",
    ),
  ).toEqual([]);
  await drawer.getByRole("button", { name: "Deactivate" }).click();
  await page.getByRole("button", { name: `Deactivate ${name}` }).click();
  await expect(page.getByText(`${name} is deactivated.`)).toBeVisible();
  expect((await guest.request.get("/api/console/sessions")).status()).toBeGreaterThanOrEqual(401);
  await guest.goto("/sessions");
  await expect(guest).toHaveURL(/\/login/);
  await submitSignIn(guest, email, "a long enough one");
  await expect(guest.getByText("This account was deactivated.")).toBeVisible();
  await guest.close();

  await drawer.getByRole("link", { name: "What was done to this account" }).click();
  await expect(page.getByRole("button", { name: /^Deactivated staff/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Invited staff/ })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  expect((await download).suggestedFilename()).toBe("parcelo-audit-log.csv");
  await visit(page, "/audit?action=audit_exported");
  await expect(page.getByRole("button", { name: /^Exported the audit log/ }).first()).toBeVisible();
});

test("a second factor is set up, asked for at sign-in, nothing opens before it, and an admin resets it", async ({
  page,
  browser,
}) => {
  const email = newAddress("factor");
  const id = await createAccount(email, { role: "support", active: true });
  await page.goto("/login");
  await submitSignIn(page, email, stack.staff.password);
  await page.waitForURL("**/sessions");
  await visit(page, "/account");
  await page.getByRole("button", { name: "Set up" }).click();
  const secret = await page.getByTestId("factor-key").innerText();
  await page.getByLabel("Code that the app shows").fill("000000");
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByText("This code is not right.")).toBeVisible();
  await page.getByLabel("Code that the app shows").fill(codeOf(secret));
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByText("Every sign-in asks for a code")).toBeVisible();
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByText("You are signed out on every device.")).toBeVisible();

  await submitSignIn(page, email, stack.staff.password);
  await page.waitForURL("**/login/code?**");
  expect((await page.request.get("/api/console/sessions")).status()).toBe(403);
  await page.getByLabel("Code").fill(codeOf(secret));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/sessions");

  // The phone is lost: an admin takes the factor away, which ends every session.
  const office = await browser.newPage({ baseURL: stack.urls.app });
  await signIn(office, "admin");
  await visit(office, `/staff?open=${id}`);
  const drawer = office.getByRole("complementary");
  await drawer.getByRole("button", { name: "Reset second factor" }).click();
  const dialog = office.getByRole("dialog");
  await expect(dialog).toContainText("Make sure that it is really them who asks");
  await dialog.getByRole("button", { name: "Reset second factor" }).click();
  await expect(office.getByText(/signs in without a second factor now/)).toBeVisible();
  await expect(drawer.getByRole("button", { name: "Reset second factor" })).toHaveCount(0);
  await visit(office, "/audit?action=second_factor_reset");
  await expect(office.getByRole("button", { name: /^Reset a second factor/ })).not.toHaveCount(0);
  await office.close();
  await page.goto("/login");
  await submitSignIn(page, email, stack.staff.password);
  await page.waitForURL("**/sessions");
});

test("a forgotten password is reset by mail: the old one ends, the link works once, the new one signs in", async ({
  page,
  browser,
}) => {
  const email = newAddress("forgets");
  await createAccount(email, { role: "support", active: true });
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgot the password?" }).click();
  await page.waitForURL("**/login/link?for=reset");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText(`If ${email} belongs to staff`)).toBeVisible();
  const link = await linkMailedTo(email);
  await followLink(page, link, "Go on");
  await page.getByLabel("New password").fill("short");
  await page.getByLabel("The same again").fill("short");
  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(page.getByLabel("New password")).toBeVisible();
  await page.getByLabel("New password").fill("a longer one than before");
  await page.getByLabel("The same again").fill("a longer one than before");
  await page.getByRole("button", { name: "Save and go on" }).click();
  await page.waitForURL("**/sessions");

  const guest = await browser.newPage({ baseURL: stack.urls.app });
  await followLink(guest, link, "Go on");
  await expect(guest.getByText("This link has been used or is too old.")).toBeVisible();
  await guest.goto("/login");
  await submitSignIn(guest, email, stack.staff.password);
  await expect(guest.getByText("E-mail or password is wrong.")).toBeVisible();
  await submitSignIn(guest, email, "a longer one than before");
  await guest.waitForURL("**/sessions");
  await guest.close();
});

test("a link from a mail signs in once; an unknown address is told nothing else", async ({
  page,
}) => {
  const email = newAddress("link");
  await createAccount(email, { role: "privacy", active: true });
  await page.goto("/login");
  await page.getByRole("link", { name: "E-mail me a link" }).click();
  await page.waitForURL("**/login/link");
  const unknown = newAddress("nobody");
  for (const address of [unknown, email]) {
    await page.getByLabel("E-mail").fill(address);
    await page.getByRole("button", { name: "Send the link" }).click();
    await expect(
      page.getByText(`If ${address} belongs to staff, a link is on its way.`),
    ).toBeVisible();
  }
  const link = await linkMailedTo(email);
  await followLink(page, link, "Sign in on this device");
  await page.waitForURL("**/sessions");
  await followLink(page, link, "Sign in on this device");
  await expect(page.getByText("This link has been used or is too old.")).toBeVisible();
});

test("guesses are counted, an unknown address is answered like a known one, and the wait is told", async ({
  page,
}) => {
  const known = newAddress("guessed");
  await createAccount(known, { role: "support", active: true });
  const wrong = page.getByText("E-mail or password is wrong.");
  await page.goto("/login");
  await submitSignIn(page, newAddress("ghost"), "wrong");
  await expect(wrong).toBeVisible();
  await page.goto("/login");
  for (let tries = 0; tries < 10; tries++) {
    await submitSignIn(page, known, `wrong ${tries}`);
    await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
    await expect(wrong).toBeVisible();
    // The sentence may be the one of the try before: the field is emptied with the answer to this one.
    await expect(page.getByLabel("Password")).toHaveValue("");
  }
  await submitSignIn(page, known, stack.staff.password);
  await expect(page.getByText("Too many tries. Wait 15 minutes")).toBeVisible();
});
