import { describe, expect, it } from "vitest";
import { formatMoney } from "@/lib/parcelo/format-money";
import { createParceloClient } from "@/lib/parcelo/parcelo-client";

const order = {
  customer_id: "cus_1",
  id: "ORD-10001",
  status: "awaiting_payment",
  items: [],
  total: { amount: 120_000, currency: "UGX" },
  shipping_address: "Kampala",
  parcel_ids: [],
  created_at: "2026-11-20T10:00:00Z",
};

type Answer = Response | Error;
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const lost = () =>
  Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } });

/** A client whose backend answers these, one after another, and what it was asked. */
function clientWith(...answers: Answer[]) {
  const asked: { url: string; init: RequestInit }[] = [];
  const client = createParceloClient({
    baseUrl: "https://backend.example/api/",
    secret: "shared-secret",
    timeoutMs: 1_000,
    retryDelaysMs: [1, 1],
    fetch: async (url, init = {}) => {
      asked.push({ url: String(url), init });
      const answer = answers.shift();
      if (!answer) throw new Error("asked once too often");
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { client, asked };
}

describe("Parcelo's backend", () => {
  it("is asked with the secret, for one customer's thing, and read by a schema", async () => {
    const { client, asked } = clientWith(json(200, order));
    expect(await client.order("cus_1", "ORD-10001")).toMatchObject({
      kind: "ok",
      value: { id: "ORD-10001" },
    });
    expect(asked[0]?.url).toBe("https://backend.example/api/v1/customers/cus_1/orders/ORD-10001");
    expect(new Headers(asked[0]?.init.headers).get("authorization")).toBe("Bearer shared-secret");
  });

  it("cannot be led to another path by an id", async () => {
    const { client, asked } = clientWith(json(404, {}));
    await client.order("cus_1", "../../cus_2/orders/ORD-1");
    expect(new URL(asked[0]?.url ?? "").pathname).toBe(
      "/api/v1/customers/cus_1/orders/..%2F..%2Fcus_2%2Forders%2FORD-1",
    );
  });

  it("does not show what comes back as somebody else's, alone or in a list", async () => {
    const foreign = { ...order, customer_id: "cus_2" };
    expect(await clientWith(json(200, foreign)).client.order("cus_1", "ORD-10001")).toEqual({
      kind: "not_found",
    });
    const list = json(200, { orders: [order, foreign] });
    expect(await clientWith(list).client.orders("cus_1")).toEqual({ kind: "not_found" });
  });

  it.each([
    ["a missing thing", json(404, {}), { kind: "not_found" }],
    [
      "a refusal",
      json(409, { error: { code: "already_paid" } }),
      { kind: "refused", code: "already_paid" },
    ],
    [
      "a refusal in a form that is not ours",
      json(409, "no"),
      { kind: "unavailable", reason: "unreadable_answer" },
    ],
    ["a wrong secret", json(401, {}), { kind: "unavailable", reason: "unauthorized" }],
    [
      "another shape",
      json(200, { ...order, total: "much" }),
      { kind: "unavailable", reason: "unreadable_answer" },
    ],
  ])("says %s as a value, at once", async (_, answer, expected) => {
    expect(await clientWith(answer).client.order("cus_1", "ORD-10001")).toEqual(expected);
  });

  it("tries reads again, and writes with the same idempotency key, at most twice", async () => {
    const read = clientWith(lost(), json(503, {}), json(200, order));
    expect((await read.client.order("cus_1", "ORD-10001")).kind).toBe("ok");
    const wanted = {
      subject: { kind: "order" as const, id: "ORD-10001" },
      price: { amount: 1, currency: "UGX" },
    };
    const write = clientWith(json(500, {}), json(500, {}), json(500, {}));
    expect(
      await write.client.startPayment("cus_1", { ...wanted, method: "mtn_momo" }, "key-1"),
    ).toEqual({
      kind: "unavailable",
      reason: "server_error",
    });
    const keys = write.asked.map(({ init }) => new Headers(init.headers).get("idempotency-key"));
    expect(keys).toEqual(["key-1", "key-1", "key-1"]);
  });

  it("does not make the customer wait for a long Retry-After", async () => {
    const { client, asked } = clientWith(json(429, {}, { "retry-after": "60" }));
    expect(await client.plans()).toEqual({ kind: "unavailable", reason: "rate_limited" });
    expect(asked).toHaveLength(1);
  });
});

it("writes amounts the same way everywhere", () => {
  expect(formatMoney({ amount: 1_350_000, currency: "UGX" })).toBe("UGX 1,350,000");
});
