import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";

const debians = "/usr/bin/chromium";
const executablePath =
  process.env.PLAYWRIGHT_CHROMIUM || (existsSync(debians) ? debians : undefined);

/** The browser is quiet: no sandbox (tests run as root too), no GPU, no traffic of its own. */
const launchOptions = {
  ...(executablePath ? { executablePath } : {}),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

/**
 * Browser tests against the whole embedded stack, started once on free ports with an empty database
 * (tests/e2e/start-stack-once.ts). Two cores carry database, engine, providers, app and browser: what fails is
 * tried twice more, and the summary of `npm test` names what needed it, so that it is mended, not forgotten.
 */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  globalSetup: "./tests/e2e/start-stack-once.ts",
  workers: 1,
  retries: 2,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [
    ["line"],
    [
      "json",
      { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE || "test-results/results.json" },
    ],
  ],
  use: {
    baseURL: process.env.E2E_APP_URL,
    launchOptions,
    locale: "en-GB",
    timezoneId: "Africa/Kampala",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  projects: [
    {
      name: "desktop",
      use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } },
    },
    // Who may and may not, and what the agent remembers, are the same on every screen.
    {
      name: "phone",
      use: { ...devices["Pixel 7"] },
      testIgnore: ["**/sign-in.test.ts", "**/a-customers-way.test.ts", "**/send-files.test.ts"],
    },
  ],
});
