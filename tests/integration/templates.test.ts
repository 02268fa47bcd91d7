import { randomUUID } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import { expect, it } from "vitest";
import { z } from "zod";
import type { Database } from "@/lib/supabase/database.types";
import { someCustomer, someWamid, textEvent } from "./customer";
import { openStack } from "./open-stack";
import { until } from "./running-stack";

const { stack, running } = openStack({ env: { REPLY_QUIET_WINDOW_MS: "300" } });

/** Wakes a job as the console does. */
async function announce(name: string, data: object) {
  const answer = await fetch(`${stack().urls.inngest}/e/local`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, data }),
  });
  expect(answer.status).toBe(200);
}

const left = z.object({
  entries: z.array(
    z.object({ outcome: z.string(), phone: z.string().nullable(), body: z.unknown() }),
  ),
});

it("P10: outside the window an approved template leaves with its variables, free text does not", async () => {
  await announce("ops/templates.wanted", {});
  const template = await until("templates are listed", async () => {
    const { data } = await running()
      .database.from("message_templates")
      .select("*")
      .eq("status", "APPROVED")
      .eq("category", "UTILITY")
      .gt("variable_count", 0)
      .limit(1);
    return data?.[0] ?? null;
  });

  const customer = someCustomer();
  const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);
  await running().post(textEvent(customer, "hello", someWamid(customer), twoDaysAgo));
  const session = await running().sessionOf(customer);
  const support = createClient<Database>(
    stack().env.SUPABASE_URL ?? "",
    stack().env.SUPABASE_ANON_KEY ?? "",
  );
  const { error } = await support.auth.signInWithPassword({
    email: stack().staff.support.email,
    password: stack().staff.password,
  });
  expect(error).toBeNull();

  const variables = Array.from({ length: template.variable_count }, (_, n) => `value ${n}`);
  const queued = await support.rpc("queue_template", {
    p_session_id: session?.id ?? "",
    p_template_id: template.id,
    p_variables: variables,
    p_client_key: randomUUID(),
  });
  const { message_id: messageId } = z.object({ message_id: z.uuid() }).parse(queued.data);
  await announce("chat/message.queued", { messageId });
  await until("the template has left", async () => {
    const messages = await running().messagesOf(session?.id ?? "");
    return messages.some(
      (each) => each.id === messageId && ["sent", "delivered"].includes(each.state ?? ""),
    );
  });

  const journal = await fetch(`${stack().urls.providers}/_local/journal?target=template`);
  const { entries } = left.parse(await journal.json());
  // Another try of this test had a customer of its own.
  const theirs = entries.filter(({ phone }) => phone === customer.waId || phone === customer.phone);
  expect(
    theirs.filter((entry) => entry.outcome === "accepted").map((entry) => entry.body),
  ).toMatchObject([
    {
      phone: customer.phone,
      template: {
        name: template.name,
        language: { code: template.language },
        components: [
          { type: "body", parameters: variables.map((text) => ({ type: "text", text })) },
        ],
      },
    },
  ]);
  expect(await running().sentTo(customer)).toEqual([]);
});
