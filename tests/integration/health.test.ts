import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../local/start-stack";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

/** What is ready again takes a moment to say so on a busy machine. */
const readyz = () => expect.poll(() => get("/readyz"), { timeout: 60_000 });

const get = async (path: string) => {
  const response = await fetch(`${stack.urls.app}${path}`);
  return { status: response.status, body: await response.json() };
};

describe("health", () => {
  it("is ready when everything runs", async () => {
    expect(await get("/healthz")).toMatchObject({ status: 200, body: { status: "ok" } });
    await readyz().toEqual({ status: 200, body: { status: "ok" } });
  });

  it("names the database and storage while their server is down, and is ready again after", async () => {
    await stack.kill("supabase");
    await readyz().toMatchObject({ status: 503, body: { failing: ["database", "storage"] } });
    const { body } = await get("/readyz");
    expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|fetch/);
    expect(await get("/healthz")).toMatchObject({ status: 200 });

    await stack.restart("supabase");
    await readyz().toMatchObject({ status: 200 });
  });

  it("names the job engine while it is down, and is ready again after", async () => {
    await stack.kill("inngest");
    await readyz().toMatchObject({ status: 503, body: { failing: ["job engine"] } });
    await stack.restart("inngest");
    await readyz().toMatchObject({ status: 200 });
  });

  it("comes back after the app was killed", async () => {
    await stack.kill("app");
    await expect(get("/healthz")).rejects.toThrow("fetch failed");
    await stack.restart("app");
    await readyz().toMatchObject({ status: 200 });
  });
});
