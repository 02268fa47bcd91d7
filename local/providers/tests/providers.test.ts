import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callStandIn, eventually } from "../../luminous/tests/call-stand-in";
import { type AppDouble, startAppDouble } from "../../luminous/tests/start-app-double";
import { startProviders } from "../start-providers";
import { endSpawned, spawnProviders } from "./spawn-providers";

const RUTH = "+256700000101";
let app: AppDouble;
let dataDir: string;

beforeEach(async () => {
  app = await startAppDouble();
  dataDir = mkdtempSync(join(tmpdir(), "providers-"));
});
afterEach(async () => {
  endSpawned();
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe("the server process", () => {
  it("says in one line that it is ready, and stops cleanly on SIGTERM and SIGINT", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const child = await spawnProviders({ webhookUrl: app.webhookUrl, dataDir });
      expect(child.ready).toEqual({ ready: true, url: child.url, port: expect.any(Number) });
      // A request that hangs must not keep the process alive.
      const api = callStandIn(child.url);
      await api.fault({ target: "send", kind: "hang" });
      const hung = api.platform("POST", "/api/send", { phone: RUTH, message: "x" });
      const ended = expect(hung).rejects.toThrow();
      await eventually(
        async () => (await api.journal("?target=send")).entries.at(-1)?.outcome,
        (outcome) => outcome === "failed",
      );
      expect(await child.end(signal)).toEqual({ code: 0, signal: null });
      await ended;
    }
  });

  it("names what is wrong with its settings and exits with 1", async () => {
    const child = spawnProviders({ webhookUrl: "not an address", dataDir });
    await expect(child).rejects.toThrow(/--webhook-url must be the address/);
  });

  it("keeps every accepted send through kill -9, acknowledged or not", async () => {
    const first = await spawnProviders({ webhookUrl: app.webhookUrl, dataDir });
    const api = callStandIn(first.url);
    await api.settings({ echo: false, statuses: false });
    const phones = Array.from({ length: 20 }, (_, i) => `+25670000${String(1000 + i)}`);
    let acknowledged = 0;
    const flood = phones.flatMap((phone) =>
      Array.from({ length: 10 }, (_, i) =>
        api.send(phone, `m${i}`).then(
          () => {
            acknowledged += 1;
          },
          () => undefined,
        ),
      ),
    );
    await eventually(
      () => acknowledged,
      (count) => count >= 60,
    );
    await first.end("SIGKILL");
    await Promise.all(flood);

    const second = await spawnProviders({ webhookUrl: app.webhookUrl, dataDir });
    const again = callStandIn(second.url);
    const { entries } = await again.journal("?target=send&limit=1000");
    const accepted = entries.filter(({ outcome }) => outcome === "accepted");
    expect(accepted.length).toBeGreaterThanOrEqual(acknowledged);
    const onPhones: string[] = [];
    for (const customer of await again.customers()) {
      const { messages } = await again.messages(customer.id);
      onPhones.push(...messages.map(({ id }) => id));
    }
    expect(new Set(accepted.map(({ wa_message_id }) => wa_message_id))).toEqual(new Set(onPhones));
    await second.end("SIGTERM");
  });

  it("keeps customers, settings and chats, and delivers what was under way", async () => {
    const first = await spawnProviders({ webhookUrl: app.webhookUrl, dataDir });
    const api = callStandIn(first.url);
    await api.settings({ enforceWindow: true, delays: { delivered: 60_000 } });
    const ruth = await api.customer("Namukasa Ruth");
    await api.write(ruth.id, [{ kind: "text", text: "hi" }]);
    await api.send(RUTH, "hello");
    await api.settings({ delays: { delivered: 50 } });
    await first.end("SIGKILL");

    const second = await spawnProviders({ webhookUrl: app.webhookUrl, dataDir });
    const again = callStandIn(second.url);
    const { messages } = await eventually(
      () => again.messages(ruth.id),
      (seen) => seen.messages[1]?.status === "delivered",
    );
    expect(messages.map(({ text }) => text)).toEqual(["hi", "hello"]);
    expect((await again.local("GET", "/luminous/settings")).body).toMatchObject({
      enforceWindow: true,
    });
    expect(await again.customers()).toHaveLength(5);
    await second.end("SIGTERM");
  });
});

describe("one server for all parts", () => {
  it("answers 501 naming what is missing, and journals it", async () => {
    const providers = await startProviders({ port: 0, dataDir: null, webhookUrl: app.webhookUrl });
    const missing = [
      "/graph/v26.0/me/messages",
      "/openai/v1/models",
      "/luminous/api/contacts",
      "/nothing",
    ];
    for (const path of missing) {
      const response = await fetch(`${providers.url}${path}`);
      expect(response.status).toBe(501);
      expect(JSON.stringify(await response.json())).toContain(`GET ${path}`);
    }
    const { entries } = await callStandIn(providers.url).journal("?target=other");
    expect(entries).toHaveLength(missing.length);
    await providers.close();
  });

  it("offers only the parts asked for", async () => {
    const providers = await startProviders({
      port: 0,
      dataDir: null,
      webhookUrl: app.webhookUrl,
      parts: ["luminous"],
    });
    const responses = await fetch(`${providers.url}/openai/v1/responses`, { method: "POST" });
    expect(responses.status).toBe(501);
    expect((await callStandIn(providers.url).send(RUTH, "x")).success).toBe(true);
    await providers.close();
  });

  it("pages the journal and counts from a position", async () => {
    const providers = await startProviders({ port: 0, dataDir: null, webhookUrl: app.webhookUrl });
    const api = callStandIn(providers.url);
    await api.settings({ echo: false, statuses: false });
    for (const text of ["one", "two", "three"]) await api.send(RUTH, text);
    const first = await api.journal("?target=send&limit=2");
    expect(first.entries.map(({ body }) => body)).toMatchObject([
      { message: "one" },
      { message: "two" },
    ]);
    const rest = await api.journal(`?target=send&after=${first.cursor}`);
    expect(rest.entries).toMatchObject([{ phone: RUTH, outcome: "accepted", status: 200 }]);
    expect((await api.journal(`?after=${rest.cursor}`)).entries).toEqual([]);
    expect(providers.journal.position()).toBe(rest.cursor);
    expect((await api.local("GET", "/journal?target=nonsense")).status).toBe(400);
    await providers.close();
  });

  it("lets pages of this machine call it, and no other site's script", async () => {
    const providers = await startProviders({ port: 0, dataDir: null, webhookUrl: app.webhookUrl });
    const from = (origin: string, method = "GET") =>
      fetch(`${providers.url}/_local/customers`, { method, headers: { origin } });
    const own = await from("http://localhost:3000");
    expect(own.headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
    expect((await from("http://127.0.0.1:3000", "OPTIONS")).status).toBe(204);
    expect((await from("https://evil.example")).status).toBe(403);
    await providers.close();
  });

  it("refuses a body over 32 MB and a taken port", async () => {
    const providers = await startProviders({ port: 0, dataDir: null, webhookUrl: app.webhookUrl });
    const same = { port: providers.port, dataDir: null, webhookUrl: app.webhookUrl };
    await expect(startProviders(same)).rejects.toThrow(/EADDRINUSE/);
    const response = await fetch(`${providers.url}/luminous/api/send`, {
      method: "POST",
      body: "x".repeat(33 * 1024 * 1024),
    });
    expect(response.status).toBe(413);
    await providers.close();
    await providers.close();
  });
});
