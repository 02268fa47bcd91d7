import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { newItem } from "@/lib/webhook/new-item";

const calls: string[][] = [];
/** A database that refuses every call which holds the bad item, as Postgres refuses a lone surrogate. */
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  const keys: string[] = JSON.parse(body).p_items.map(
    (item: { dedupe_key: string }) => item.dedupe_key,
  );
  calls.push(keys);
  const refused = keys.includes("message:bad");
  response.writeHead(refused ? 400 : 200, { "content-type": "application/json" });
  response.end(
    JSON.stringify(
      refused
        ? {
            code: "22P02",
            message: "invalid input syntax for type json",
            details: null,
            hint: null,
          }
        : {
            stored: keys.length,
            duplicates: 0,
            parked: 0,
            turn_session_ids: [],
            send_message_ids: [],
            media_message_ids: [],
          },
    ),
  );
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { minimalEnv } = await import("./minimal-env");
  for (const [name, value] of Object.entries(minimalEnv(port))) vi.stubEnv(name, value);
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

it("P3: one item that the database refuses whole costs no sibling and is not lost itself", async () => {
  const { storeItems } = await import("@/lib/chat/store-items");
  const item = (key: string) =>
    newItem({ dedupe_key: key, event_type: "platform", raw: { key }, park_reason: null });
  const keys = ["message:a", "message:b", "message:bad", "message:c", "message:d"];
  const stored = await storeItems(keys.map(item));
  const accepted = calls.filter((call) => !call.includes("message:bad")).flat();
  expect(accepted.filter((key) => keys.includes(key)).sort()).toEqual([
    "message:a",
    "message:b",
    "message:c",
    "message:d",
  ]);
  expect(accepted.filter((key) => key.startsWith("unstorable:"))).toHaveLength(1);
  expect(stored.stored).toBe(5);
}, 30_000);
