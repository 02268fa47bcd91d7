import { zodResponsesFunction } from "openai/helpers/zod";
import { describe, expect, it, vi } from "vitest";
import { routes } from "@/lib/agent/routes";
import { canonicalHash } from "@/lib/agent/tools/canonical-hash";
import { readReference } from "@/lib/agent/tools/reference";
import { minimalEnv } from "../chat/minimal-env";

const backend = { PARCELO_API_URL: "https://backend.example", SERVICE_SECRET: "shared" };

async function offered(env: Record<string, string>) {
  vi.resetModules();
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries({ ...minimalEnv(1), ...env })) vi.stubEnv(name, value);
  return import("@/lib/agent/tools/tools-for");
}

// Each loads the tools and what hangs on them anew.
describe("the tools of a route", { timeout: 30_000 }, () => {
  it("holds a person on every route, the unsafe one included", async () => {
    const { toolsFor } = await offered(backend);
    for (const route of routes) {
      expect(toolsFor(route).map(({ name }) => name)).toContain("escalate_to_human");
    }
    expect(toolsFor("unsafe").map(({ name }) => name)).toEqual(["escalate_to_human"]);
  });

  it("offers nothing of Parcelo's backend where there is none", async () => {
    const { toolsFor, findTool } = await offered({});
    for (const route of routes) {
      expect(toolsFor(route).filter(({ needsParcelo }) => needsParcelo)).toEqual([]);
    }
    expect(findTool("start_payment")).toBeNull();
  });

  it("asks the model for nothing that says who the customer is or what it costs", async () => {
    const { toolsFor } = await offered(backend);
    const tools = new Map(routes.flatMap(toolsFor).map((tool) => [tool.name, tool]));
    expect(tools.size).toBe(25);
    for (const [name, tool] of tools) {
      const { parameters } = zodResponsesFunction({ name, parameters: tool.parameters });
      const properties =
        JSON.stringify(parameters)
          .match(/"(\w+)":/g)
          ?.join(" ") ?? "";
      expect(properties, name).not.toMatch(/customer_id|phone|email|amount|currency|price|token/);
    }
  });

  it("knows where the yes to a question belongs", async () => {
    const { routeOfTool } = await offered(backend);
    expect(routeOfTool("create_order_from_cart")).toBe("orders");
    expect(routeOfTool("start_payment")).toBe("payments");
    expect(routeOfTool("nothing_like_it")).toBe("general");
  });
});

describe("what a confirmation is bound to", () => {
  it("does not depend on the order of properties, and on everything else", () => {
    expect(canonicalHash({ a: 1, b: [{ c: 2, d: null }] })).toBe(
      canonicalHash({ b: [{ d: null, c: 2 }], a: 1 }),
    );
    expect(canonicalHash({ amount: 1 })).not.toBe(canonicalHash({ amount: 2 }));
    expect(canonicalHash({ list: [1, 2] })).not.toBe(canonicalHash({ list: [2, 1] }));
  });
});

describe("a reference as customers write it", () => {
  it.each([
    ["ORD", "ord-10001", "ORD-10001"],
    ["ORD", " #10001 ", "ORD-10001"],
    ["Q", "https://parcelo.example/quotes/Q-77?x=1", "Q-77"],
    ["PCL", "pcl 12345", "PCL-12345"],
    ["PAY", "../..", "PAY-0"],
  ] as const)("%s: %s", (prefix, written, expected) => {
    expect(readReference(prefix, written)).toBe(expected);
  });
});
