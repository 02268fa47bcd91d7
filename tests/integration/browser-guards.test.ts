import { randomBytes, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { endpoints } from "./access-expectations";
import { signInEverybody, type Visitor } from "./console-visitors";
import { openStack } from "./open-stack";

/** What browsers are told about every kind of answer, and what pages of other sites cannot make them do. */
const { stack, running } = openStack();
let cookies: Record<Visitor, string>;
beforeAll(async () => {
  cookies = await signInEverybody(stack(), running());
});

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${stack().urls.app}${path}`, { redirect: "manual", ...init });
const policyOf = (response: Response) => response.headers.get("content-security-policy") ?? "";
const nonceOf = (response: Response) => /'nonce-([^']+)'/.exec(policyOf(response))?.[1];

const ofEveryAnswer = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "cross-origin-opener-policy": "same-origin",
};
function expectGuards(response: Response, path: string): void {
  for (const [name, value] of Object.entries(ofEveryAnswer))
    expect(response.headers.get(name), `${name} of ${path}`).toBe(value);
  expect(response.headers.get("referrer-policy"), path).toMatch(/^(same-origin|no-referrer)$/);
  expect(policyOf(response), path).toContain("frame-ancestors 'none'");
  expect(response.headers.get("x-powered-by"), path).toBeNull();
}

/** A page whose scripts all carry the nonce of this answer, which no other answer has. */
async function expectPage(path: string, status: number): Promise<void> {
  const [response, another] = await Promise.all([ask(path), ask(path)]);
  expect(response.status, path).toBe(status);
  expectGuards(response, path);
  const nonce = nonceOf(response);
  expect(nonce, path).toBeTruthy();
  expect(nonceOf(another), path).not.toBe(nonce);
  const scriptRules = /(?:^|; )script-src ([^;]*)/.exec(policyOf(response))?.[1];
  expect(scriptRules, path).toBe(`'self' 'nonce-${nonce}' 'strict-dynamic'`);
  const scripts = (await response.text()).match(/<script[^>]*>/g) ?? [];
  expect(scripts.length, path).toBeGreaterThan(0);
  for (const script of scripts) expect(script, path).toContain(`nonce="${nonce}"`);
}

describe("security headers", () => {
  it("a page runs its own marked scripts only, also one that does not exist", async () => {
    for (const path of ["/login", "/privacy", "/simulator", `/export/${"a".repeat(43)}`])
      await expectPage(path, 200);
    await expectPage("/no/such/page", 404);
    const sessions = await ask("/sessions", { headers: { cookie: cookies.support } });
    expect(nonceOf(sessions)).toBeTruthy();
  });

  it("a policy that the visitor sends along is not used", async () => {
    const sent = "script-src 'nonce-chosen'";
    const response = await ask("/login", { headers: { "content-security-policy": sent } });
    expect(policyOf(response)).not.toContain("chosen");
    expect(await response.text()).not.toContain('nonce="chosen"');
  });

  it("an answer that is no page loads nothing, whatever it is taken for", async () => {
    const answers: [path: string, init: RequestInit][] = [
      ["/api/console/badges", { headers: { cookie: cookies.support } }],
      ["/api/console/badges", {}],
      ["/api/no/such/endpoint", {}],
      [`/api/console/media/${randomUUID()}/file`, { headers: { cookie: cookies.support } }],
      [`/api/export/${"a".repeat(43)}`, { method: "POST" }],
      ["/api/luminous/webhook?token=wrong", { method: "POST", body: "{}" }],
      ["/simulator/api/customers", {}],
      ...["/healthz", "/readyz", "/metrics"].map((path): [string, RequestInit] => [path, {}]),
    ];
    for (const [path, init] of answers) {
      const response = await ask(path, init);
      expectGuards(response, path);
      expect(policyOf(response), path).toContain("default-src 'none'");
      expect(policyOf(response), path).not.toContain("script-src");
      if (path.startsWith("/api/console/")) expect(policyOf(response), path).toMatch(/^sandbox;/);
    }
  });
});

describe("requests that a page of another site makes", () => {
  const foreign: Record<string, Record<string, string>> = {
    "another origin": { origin: "https://elsewhere.example", "content-type": "application/json" },
    "a form of another origin": {
      origin: "https://elsewhere.example",
      "content-type": "application/x-www-form-urlencoded",
    },
    "a hidden origin": { origin: "null", "content-type": "text/plain" },
    "another site, without an origin": { "sec-fetch-site": "cross-site" },
    "a neighbour, without an origin": { "sec-fetch-site": "same-site" },
    "nothing that tells where from": {},
  };

  it.each(Object.entries(foreign))("change nothing: %s", async (_what, headers) => {
    const changing = Object.entries(endpoints).filter(([name]) => !name.startsWith("GET "));
    const answers = await Promise.all(
      changing.map(async ([name, access]) => {
        const [method = "", address = ""] = name.split(" ");
        const path = `/api/console${address.replaceAll(/\[[^\]]+\]/g, randomUUID())}`;
        const response = await ask(path, {
          method,
          headers: { cookie: cookies.admin, ...headers },
          body: JSON.stringify(access.body ?? {}),
        });
        return { name, status: response.status, answer: await response.json() };
      }),
    );
    const refusal = { error: { code: "cross_site" } };
    expect(answers).toEqual(changing.map(([name]) => ({ name, status: 403, answer: refusal })));
    // The customers' phones of a local stack are changed by their own page alone as well.
    const body = JSON.stringify({ name: "Somebody", phone: "+256700000000" });
    const phone = await ask("/simulator/api/customers", { method: "POST", headers, body });
    expect({ status: phone.status, answer: await phone.json() }).toEqual({
      status: 403,
      answer: refusal,
    });
  });

  it("sign nobody in: the form of the sign-in page works from that page alone", async () => {
    const html = await (await ask("/login")).text();
    const form = new FormData();
    for (const [input] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(input)?.[1] ?? "";
      const value = /value="([^"]*)"/.exec(input)?.[1] ?? "";
      form.set(name, value.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
    }
    form.set("email", stack().staff.support.email);
    form.set("password", stack().staff.password);
    const submit = (origin: string) =>
      ask("/login", { method: "POST", headers: { origin }, body: form });
    const elsewhere = await submit("https://elsewhere.example");
    expect(elsewhere.status).toBeGreaterThanOrEqual(400);
    expect(elsewhere.headers.getSetCookie()).toEqual([]);
    const own = await submit(stack().urls.app);
    expect(own.status).toBe(303);
    expect(own.headers.getSetCookie().join()).toContain("HttpOnly");
  });
});

// Last: the database is away.
it("an error page is guarded as every page, and tells nothing", async () => {
  await stack().kill("supabase");
  const response = await ask(`/export/${randomBytes(32).toString("base64url")}`);
  const html = await response.text();
  await stack().restart("supabase");
  expect(response.status).toBe(500);
  expectGuards(response, "error page");
  for (const script of html.match(/<script[^>]*>/g) ?? [])
    expect(script).toContain(`nonce="${nonceOf(response)}"`);
  expect(html).not.toMatch(/ECONNREFUSED|PGRST|fetch failed|\n\s+at /i);
});
