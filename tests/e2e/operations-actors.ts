import { randomInt, randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { z } from "zod";
import { stack } from "./stack";

async function rest(path: string, init: { method: string; body?: unknown }) {
  const key = stack.env.SUPABASE_SERVICE_ROLE_KEY ?? "";
  const answer = await fetch(`${stack.urls.supabase}/rest/v1/${path}`, {
    method: init.method,
    headers: {
      apikey: key,
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      prefer: "return=representation",
    },
    ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
  });
  expect(answer.ok, await answer.clone().text()).toBe(true);
  return answer.text();
}

/** A run that failed a moment ago, as the job engine's middleware writes it, of a cause of its own. */
export async function seedFailedRun(over: { function_id: string }) {
  const code = `code_${randomInt(1_000_000)}`;
  const now = Date.now();
  const started_at = new Date(now - 3_000).toISOString();
  const error = { class: "SafeError", code, step: "sync" };
  await rest("rpc/record_job_run", {
    method: "POST",
    body: {
      p_run: {
        run_id: `01KAN${String(now)}${randomInt(10_000_000, 99_999_999)}`,
        event_name: "ops/templates.wanted",
        subject_kind: null,
        subject_id: null,
        state: "failed",
        attempt: 3,
        max_attempts: 3,
        started_at,
        lease_ms: 0,
        steps_failed: 1,
        error,
        app_version: "0.1.0",
        request: {
          at: started_at,
          ms: 900,
          attempt: 3,
          error,
          steps: [{ name: "sync", at: 2, ms: 890, error }],
        },
        ...over,
      },
    },
  });
  const text = code.replaceAll("_", " ");
  return { title: text.charAt(0).toUpperCase() + text.slice(1) };
}

/** A parked event whose body today's parser can read (`fixed`) or cannot (`broken`). */
export async function seedParkedEvent(kind: "fixed" | "broken") {
  const number = `2567${randomInt(10_000_000, 99_999_999)}`;
  const name = `Parked ${number}`;
  const text = `Parked words ${randomInt(1_000_000)}`;
  const message = {
    from: number,
    id: `wamid.${Buffer.from(`${number}|${randomUUID()}`).toString("base64")}`,
    timestamp: String(Math.floor(Date.now() / 1_000)),
    type: "text",
    text: { body: text },
  };
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "256312000411", phone_number_id: "700800900100200" },
    contacts: [{ profile: { name }, wa_id: number }],
    messages: [message],
  };
  const raw =
    kind === "fixed"
      ? { event: "message.received", data: { field: "messages", value } }
      : { event: "message.catalog", data: { something: text } };
  const rows = await rest("wa_events", {
    method: "POST",
    body: {
      dedupe_key: `message:${randomUUID()}`,
      event_type: "message",
      raw,
      status: "parked",
      park_reason: kind === "fixed" ? "invalid_sender" : "unknown_shape",
    },
  });
  const [row] = z.array(z.object({ id: z.uuid() })).parse(JSON.parse(rows));
  if (!row) throw new Error("Nothing was parked");
  return { id: row.id, text, name };
}
