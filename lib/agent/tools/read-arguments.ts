import { z } from "zod";
import { visibleText } from "@/lib/agent/quote-untrusted";
import type { AgentTool } from "@/lib/agent/tools/tool";
import type { Json } from "@/lib/supabase/database.types";

const jsonObject = z.record(z.string(), z.json());

type Read = { ok: true; value: { [name: string]: Json } } | { ok: false; tell: string };

/**
 * The arguments of a call as the model wrote them, checked against the tool's schema. Characters that
 * nobody sees are taken out first: the database refuses some of them, and a colleague would not see the
 * rest in a ticket. Pure.
 * @returns what to tell the model when they cannot be used
 */
export function readArguments(tool: Pick<AgentTool, "parameters">, written: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(written, (_, part: unknown) =>
      typeof part === "string" ? visibleText(part.toWellFormed()) : part,
    );
  } catch {
    return { ok: false, tell: "The arguments were not JSON. Nothing was done." };
  }
  const parsed = tool.parameters.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    );
    return { ok: false, tell: `Nothing was done. ${problems.join("; ").slice(0, 500)}` };
  }
  return { ok: true, value: jsonObject.parse(parsed.data) };
}
