import dns from "node:dns";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLuminousClient } from "@/lib/whatsapp/luminous-client";

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

let server: Server;
let handler: Handler;
let seen: { method?: string; url?: string; authorization?: string; body: unknown }[];

beforeEach(async () => {
  seen = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const { method, url, headers } = request;
    seen.push({
      method,
      url,
      authorization: headers.authorization,
      body: text && JSON.parse(text),
    });
    handler(request, response, text);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const client = (settings: { baseUrl?: string; timeoutMs?: number } = {}) =>
  createLuminousClient({ baseUrl: address(), apiKey: "key-1", timeoutMs: 30_000, ...settings });
const send = () => client().sendText({ to: "+256700000101", text: "Hello & welcome" });

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Handler {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

const accepted = {
  statusCode: 200,
  data: {
    success: true,
    data: { messaging_product: "whatsapp", messages: [{ id: "wamid.A" }], chat: { id: 1 } },
  },
};
const refused = (code: unknown) => ({
  statusCode: 200,
  data: {
    success: false,
    message: "(#1) no",
    data: { error: { code, message: "no", error_data: { details: "x" } } },
  },
});

describe("the Luminous client", () => {
  test("sends text as Luminous wants it", async () => {
    handler = answer(200, accepted);
    expect(await send()).toEqual({ kind: "accepted", waMessageId: "wamid.A" });
    expect(seen).toEqual([
      {
        method: "POST",
        url: "/api/send",
        authorization: "Bearer key-1",
        body: { phone: "+256700000101", message: "Hello & welcome" },
      },
    ]);
  });

  test("sends templates as Luminous wants them, whatever ends the base address", async () => {
    handler = answer(200, accepted);
    const components = [{ type: "body", parameters: [{ type: "text", text: "Q-77" }] }];
    const outcome = await client({ baseUrl: `${address()}/` }).sendTemplate({
      to: "+256700000101",
      template: { name: "quotation_ready", language: "en_US", components },
    });
    expect(outcome.kind).toBe("accepted");
    expect(seen[0]).toMatchObject({
      url: "/api/send/template",
      body: {
        phone: "+256700000101",
        template: { name: "quotation_ready", language: { code: "en_US" }, components },
      },
    });
  });

  test("sends files by their address, with every field that Luminous requires", async () => {
    handler = answer(200, accepted);
    const file = { url: "https://storage.example/signed", name: "label.png" };
    const outcome = await client().sendMedia({ to: "+256700000101", kind: "image", ...file });
    expect(outcome.kind).toBe("accepted");
    expect(seen[0]).toMatchObject({
      url: "/api/send/media",
      body: {
        ...{ phone: "+256700000101", media_type: "image", media_url: file.url },
        ...{ caption: "label.png", file_name: "label.png" },
      },
    });
  });

  test.each<[string, Handler, object]>([
    [
      "the older shape of the id",
      answer(200, { data: { messages: [{ id: "wamid.B" }] } }),
      { kind: "accepted", waMessageId: "wamid.B" },
    ],
    [
      "an id under a server error",
      answer(500, accepted),
      { kind: "accepted", waMessageId: "wamid.A" },
    ],
    [
      "Meta's refusal under HTTP 200",
      answer(200, refused(131047)),
      { kind: "refused", code: 131047, httpStatus: 200, retryAfterMs: null },
    ],
    [
      "a code as string",
      answer(200, refused("131056"), { "retry-after": "7" }),
      { kind: "refused", code: 131056, httpStatus: 200, retryAfterMs: 7000 },
    ],
    [
      "a refusal without a code",
      answer(200, { data: { success: false, message: "no" } }),
      { kind: "refused", code: null, httpStatus: 200, retryAfterMs: null },
    ],
    [
      "no success, no code and no words: Meta did not answer Luminous, it may have left",
      answer(200, { data: { success: false, data: null } }),
      { kind: "unknown", reason: "unreadable_answer" },
    ],
    [
      "success without an id",
      answer(200, { data: { success: true, data: { messages: [] } } }),
      { kind: "unknown", reason: "accepted_without_id" },
    ],
    ["an empty object", answer(200, {}), { kind: "unknown", reason: "unreadable_answer" }],
    [
      "a page of HTML",
      answer(200, "<html>Login</html>"),
      { kind: "unknown", reason: "unreadable_answer" },
    ],
    ["nothing at all", answer(200, ""), { kind: "unknown", reason: "unreadable_answer" }],
    [
      "an endless answer",
      answer(200, "x".repeat(1_200_000)),
      { kind: "unknown", reason: "unreadable_answer" },
    ],
    [
      "a server error",
      answer(500, { statusCode: 500, message: "Request unable to be processed" }),
      { kind: "unknown", reason: "server_error" },
    ],
    ["a gateway time-out", answer(504, "<html>"), { kind: "unknown", reason: "server_error" }],
    ["a request time-out", answer(408, ""), { kind: "unknown", reason: "unreadable_answer" }],
    [
      "invalid data",
      answer(400, { statusCode: 400, errors: { phone: ["invalid"] } }),
      { kind: "not_sent", reason: "bad_request", httpStatus: 400, retryAfterMs: null },
    ],
    [
      "a wrong key",
      answer(401, { error: "Unauthorized" }),
      { kind: "not_sent", reason: "unauthorized", httpStatus: 401, retryAfterMs: null },
    ],
    [
      "no subscription",
      answer(403, { statusCode: 403, message: "renew" }),
      { kind: "not_sent", reason: "forbidden", httpStatus: 403, retryAfterMs: null },
    ],
    [
      "the rate limit",
      answer(429, "Too Many Requests", { "retry-after": "30" }),
      { kind: "not_sent", reason: "rate_limited", httpStatus: 429, retryAfterMs: 30_000 },
    ],
    [
      "a redirect",
      answer(302, "", { location: "/elsewhere" }),
      { kind: "not_sent", reason: "redirected", httpStatus: 302, retryAfterMs: null },
    ],
    [
      "a broken connection",
      (request) => request.socket.destroy(),
      { kind: "unknown", reason: "connection_lost" },
    ],
    [
      "a connection broken in the answer",
      (request, response) => {
        response.writeHead(200, { "content-length": "500" });
        response.write('{"data":');
        setTimeout(() => request.socket.destroy(), 20);
      },
      { kind: "unknown", reason: "connection_lost" },
    ],
  ])("%s", async (_name, handle, outcome) => {
    handler = handle;
    expect(await send()).toEqual(outcome);
    expect(seen).toHaveLength(1);
  });

  test("reads Retry-After as a date too", async () => {
    const date = new Date(Date.now() + 60_000).toUTCString();
    handler = answer(429, "", { "retry-after": date });
    const before = Date.now();
    const outcome = await send();
    if (outcome.kind !== "not_sent" || outcome.retryAfterMs === null) throw new Error(outcome.kind);
    expect(outcome.retryAfterMs).toBeGreaterThanOrEqual(Math.max(0, Date.parse(date) - Date.now()));
    expect(outcome.retryAfterMs).toBeLessThanOrEqual(Date.parse(date) - before);
  });

  test.each<[string, Handler]>([
    ["before the answer", () => undefined],
    ["in the middle of the answer", (_request, response) => response.writeHead(200).write("{")],
  ])("gives up %s and leaves the send in doubt", async (_name, handle) => {
    handler = handle;
    const outcome = await client({ timeoutMs: 150 }).sendText({ to: "+256700000101", text: "x" });
    expect(outcome).toEqual({ kind: "unknown", reason: "timed_out" });
  });

  test("knows that nothing left when nobody listens or the name does not exist", async () => {
    const closed = client();
    const nameless = client({ baseUrl: "http://no-such-host.invalid" });
    // A machine's own resolver may take its time, or know an address for every name.
    const lookup = vi.spyOn(dns, "lookup").mockImplementation(((...given: unknown[]) => {
      const done = given.at(-1);
      const error = Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
      if (typeof done === "function") setImmediate(() => done(error));
    }) as typeof dns.lookup);
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    const notSent = {
      kind: "not_sent",
      reason: "not_connected",
      httpStatus: null,
      retryAfterMs: null,
    };
    const message = { to: "+256700000101", text: "x" };
    expect(await closed.sendText(message)).toEqual(notSent);
    expect(await nameless.sendText(message)).toEqual(notSent);
    expect(lookup).toHaveBeenCalled();
    lookup.mockRestore();
    server = createServer();
    await new Promise<void>((done) => server.listen(0, done));
  });

  test("refuses settings it cannot work with, without repeating the key", () => {
    expect(() => client({ baseUrl: "not an address" })).toThrow(/baseUrl/);
    const create = () =>
      createLuminousClient({ baseUrl: address(), apiKey: "se cret\n", timeoutMs: 1 });
    expect(create).toThrow(/apiKey/);
    expect(create).not.toThrow(/se cret/);
  });
});

describe("listTemplates", () => {
  const row = (fields: object) => ({ uuid: "u", updated_at: "2026-11-22", ...fields });
  const metadata = {
    name: "order_shipped",
    language: "en",
    status: "APPROVED",
    category: "UTILITY",
    components: [{ type: "BODY", text: "Hi {{1}}" }],
  };

  test("reads all pages, with metadata as text or object, and counts what it cannot read", async () => {
    const pages = [
      {
        data: [row({ name: "order_shipped", metadata: JSON.stringify(metadata) })],
        meta: { last_page: 2 },
      },
      {
        data: [row({ metadata }), row({ name: "x", metadata: "{broken" }), null],
        meta: { last_page: 2 },
      },
    ];
    handler = (request, response, body) => {
      const at = Number(new URL(request.url ?? "", address()).searchParams.get("page"));
      answer(200, pages[at - 1])(request, response, body);
    };
    const template = {
      name: "order_shipped",
      language: "en",
      status: "APPROVED",
      category: "UTILITY",
      components: metadata.components,
    };
    expect(await client().listTemplates()).toEqual({
      kind: "listed",
      templates: [template, template],
      unreadable: 2,
    });
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET /api/templates?page=1&per_page=100",
      "GET /api/templates?page=2&per_page=100",
    ]);
  });

  test.each<[string, Handler, object]>([
    [
      "a wrong key",
      answer(401, { error: "no" }),
      { kind: "failed", reason: "refused", httpStatus: 401 },
    ],
    [
      "HTML",
      answer(200, "<html>"),
      { kind: "failed", reason: "unreadable_answer", httpStatus: 200 },
    ],
    [
      "a broken connection",
      (request) => request.socket.destroy(),
      { kind: "failed", reason: "connection_lost", httpStatus: null },
    ],
  ])("%s is a failure, not an empty list", async (_name, handle, outcome) => {
    handler = handle;
    expect(await client().listTemplates()).toEqual(outcome);
  });
});
