import { expect, test } from "@playwright/test";

test("markup that got into a page runs no script", async ({ page }) => {
  const told: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) told.push(message.text());
  });
  // As if a name or a message had reached the page unescaped.
  await page.route("**/login", async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    const planted = `<script>globalThis.ran = "script"</script><img src="/x" onerror="globalThis.ran = 'handler'"><base href="https://elsewhere.example/">`;
    await route.fulfill({ response, body: html.replace("</body>", `${planted}</body>`) });
  });
  await page.goto("/login");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  // One line each of the script, the handler and the base address.
  await expect.poll(() => told.length).toBeGreaterThanOrEqual(3);
  expect(await page.evaluate(() => Reflect.get(globalThis, "ran"))).toBeUndefined();
  expect(await page.evaluate(() => document.baseURI)).not.toContain("elsewhere");
});
