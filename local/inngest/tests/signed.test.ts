import { describe, expect, it, onTestFinished } from "vitest";
import { canonicalJson } from "../protocol/canonical-json";
import { hashSigningKey } from "../protocol/signature";
import { startInngest } from "../start-inngest";
import { startApp } from "./start-app";
import { pause, until } from "./start-pair";

const KEY = "signkey-prod-1234567890abcdef";
const OTHER = "signkey-prod-fedcba0987654321";

async function cloudPair(engineKey: string | undefined, appKey: string) {
  const inngest = await startInngest({
    appUrls: [],
    dataDir: null,
    eventKey: "evt",
    retryMs: 20,
    ...(engineKey !== undefined && { signingKey: engineKey }),
  });
  onTestFinished(() => inngest.close());
  const done: unknown[] = [];
  const app = await startApp(inngest.url, {
    client: { isDev: false, signingKey: appKey, eventKey: "evt" },
    functions: (c) => [
      c.createFunction({ id: "f", triggers: [{ event: "t/f" }] }, async ({ step, event }) => {
        await step.run("a", () => done.push(event.data));
        return step.run("b", () => done.push("b"));
      }),
    ],
  });
  onTestFinished(() => app.close());
  return { inngest, app, done };
}

describe("cloud mode", () => {
  it("runs functions with signed requests and authorised checkpoints", async () => {
    const { inngest, app, done } = await cloudPair(KEY, KEY);
    await inngest.sync(app.url);
    const data = { "k é": [1.5, null, "\u2028"], z: { b: 1, a: 2 } };
    await app.send("t/f", data);
    await until("b", () => done.length === 2);
    await inngest.idle();
    expect(done).toEqual([data, "b"]);
    expect(app.calls).toEqual(["step"]); // one call: the checkpoint API accepted the app's key
  });

  it("the app refuses an engine with another key, or none", async () => {
    for (const key of [OTHER, undefined]) {
      const { inngest, app, done } = await cloudPair(key, KEY);
      await expect(inngest.sync(app.url)).rejects.toThrow(/401|403|signature/i);
      await app.send("t/f").catch(() => undefined);
      await pause(50);
      expect(done).toEqual([]);
    }
  });

  it("the engine refuses API calls without its key", async () => {
    const { inngest } = await cloudPair(KEY, KEY);
    const get = (authorization: string) =>
      fetch(`${inngest.url}/v1/events`, { headers: { authorization } }).then((r) => r.status);
    expect(await get(`Bearer ${hashSigningKey(OTHER)}`)).toBe(401);
    expect(await get("")).toBe(401);
    expect(await get(`Bearer ${hashSigningKey(KEY)}`)).toBe(200);
    const register = await fetch(`${inngest.url}/fn/register`, { method: "POST", body: "{}" });
    expect(register.status).toBe(401);
  });

  it("signs the form that the app re-creates", () => {
    expect(canonicalJson({ b: [1, undefined, null], a: { d: undefined, c: "é" } })).toBe(
      '{"a":{"c":"é"},"b":[1,null,null]}',
    );
  });
});
