import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, onTestFailed } from "vitest";
import { z } from "zod";
import { frameCopy } from "@/components/copy/frame";
import { listCopy } from "@/components/copy/list";
import { type StaffRole, staffRoles } from "@/lib/staff/roles";
import { type EndpointAccess, endpoints, openAddresses, pages } from "./access-expectations";
import { insiders, outsiders, signInEverybody, type Visitor, visitors } from "./console-visitors";
import { openStack } from "./open-stack";
import { routesOfApp } from "./routes-of-app";

/**
 * P21: every page and endpoint of the file tree, asked for as everybody. Whatever is added fails here
 * until access-expectations.ts says who may use it.
 */
const { stack, running } = openStack();
let cookies: Record<Visitor, string>;
beforeAll(async () => {
  cookies = await signInEverybody(stack(), running());
});

const refusal = z.object({ error: z.object({ code: z.string() }) });
const routes = routesOfApp();
const api = "/api/console";
const nobodysId = randomUUID();
const named = (list: string[]) => [...list].sort();
const ask = (visitor: Visitor, address: string, init: RequestInit = {}) =>
  fetch(`${stack().urls.app}${address.replaceAll(/\[[^\]]+\]/g, nobodysId)}`, {
    redirect: "manual",
    ...init,
    headers: { cookie: cookies[visitor], ...init.headers },
  });
const isIn = (roles: readonly StaffRole[], visitor: Visitor) =>
  roles.some((role) => role === visitor);

/** Whom a page names that the visitor may not open. */
const said = (html: string) => {
  const [before = "", after = ""] = listCopy.noPermissionBody("|").split("|");
  return html.split(before)[1]?.split(after)[0] ?? "";
};

/** One call of an endpoint as a page of ours makes it: its status and the code of its refusal. */
async function call(visitor: Visitor, name: string, access: EndpointAccess) {
  const [method = "", address = ""] = name.split(" ");
  const query = access.query ? `?${new URLSearchParams(access.query)}` : "";
  const response = await ask(visitor, `${api}${address}${query}`, {
    method,
    headers: {
      origin: stack().urls.app,
      "content-type": "application/json",
      ...access.headers,
    },
    ...(method === "GET" ? {} : { body: JSON.stringify(access.body ?? {}) }),
  });
  // What is let in may be a file; what is refused is always JSON.
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  const { data } = refusal.safeParse(isJson ? await response.json() : await response.text());
  return { status: response.status, code: data?.error.code };
}

describe("pages of the console", () => {
  it("each has an expectation", () => {
    expect(
      named(routes.pages.filter((page) => page.inConsole).map((page) => page.address)),
      "A new page needs a line in `pages` of tests/integration/access-expectations.ts: the roles that may open it.",
    ).toEqual(named(Object.keys(pages)));
  });

  it.each(insiders)("open to %s, or say who may open them and carry no data", async (role) => {
    for (const [address, page] of Object.entries(pages)) {
      const { roles, elsewhere, named: shown = roles } = page;
      const response = await ask(role, address);
      const html = await response.text();
      const where = response.headers.get("location");
      if (isIn(roles, role)) {
        if (!page.hasSample) expect(html, address).not.toContain(listCopy.noPermission);
        if (address === elsewhere || where === null) expect(response.status, address).toBe(200);
        else expect(where, address).toBe(elsewhere);
        continue;
      }
      // The same asked for by a link of the console, which renders no layout again.
      const linked = await (await ask(role, address, { headers: { rsc: "1" } })).text();
      for (const body of [html, linked]) expect(body, address).not.toContain("queryHash");
      if (where !== null) expect(where, address).toBe(elsewhere);
      else {
        expect(html, address).toContain(listCopy.noPermission);
        const names = staffRoles.filter((each) => said(html).includes(frameCopy.roles[each]));
        expect(names, address).toEqual(staffRoles.filter((each) => isIn(shown, each)));
      }
    }
  });

  it.each(outsiders)("lead %s to the sign-in page, with nothing in the answer", async (visitor) => {
    for (const address of Object.keys(pages)) {
      const response = await ask(visitor, address);
      expect([302, 303, 307], address).toContain(response.status);
      expect(response.headers.get("location"), address).toMatch(
        address === "/" ? /^\/(login|sessions)/ : /^\/login\?/,
      );
      expect(await response.text(), address).not.toContain("queryHash");
    }
  });
});

describe("addresses outside the console", () => {
  const found = [
    ...routes.pages.filter((page) => !page.inConsole).map((page) => `GET ${page.address}`),
    ...routes.handlers
      .filter((each) => !each.address.startsWith(`${api}/`))
      .map((each) => `${each.method} ${each.address}`),
  ];

  it("each has an expectation", () => {
    expect(
      named(found),
      "A new page or endpoint outside the console needs a line in `openAddresses` of tests/integration/access-expectations.ts: what it answers to somebody with neither session nor secret.",
    ).toEqual(named(Object.keys(openAddresses)));
  });

  it("answer somebody with neither session nor secret as expected", async () => {
    const answers: Record<string, number> = {};
    for (const name of Object.keys(openAddresses)) {
      const [method = "", address = ""] = name.split(" ");
      const body = method === "GET" ? {} : { body: "{}" };
      answers[name] = (await ask("nobody", address, { method, ...body })).status;
    }
    expect(answers).toEqual(openAddresses);
  });
});

// Last, since some endpoints end the caller's own session.
describe("endpoints of the console", () => {
  it("each has an expectation", () => {
    const found = routes.handlers
      .filter((each) => each.address.startsWith(`${api}/`))
      .map((each) => `${each.method} ${each.address.slice(api.length)}`);
    expect(
      named(found),
      "A new endpoint needs a line in `endpoints` of tests/integration/access-expectations.ts: who may call it, and a body that its schema takes.",
    ).toEqual(named(Object.keys(endpoints)));
  });

  it.each(visitors)("answer %s as expected", async (visitor) => {
    // The try before this one has ended its session.
    onTestFailed(async () => {
      cookies = await signInEverybody(stack(), running());
    });
    const unexpected: object[] = [];
    const inOrder = Object.entries(endpoints).sort(
      ([, a], [, b]) => Number(a.last ?? false) - Number(b.last ?? false),
    );
    for (const [name, access] of inOrder) {
      const { status, code } = await call(visitor, name, access);
      const right = isIn(access.roles, visitor)
        ? ![401, 403, 503].includes(status) && status < 500
        : visitor === "nobody"
          ? status === 401 && code === "signed_out"
          : status === 403 && code === "forbidden";
      if (!right) unexpected.push({ name, status, code });
    }
    expect(unexpected).toEqual([]);
  });
});
