import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { beginSend, ingest, messageItem, one, someWamid, startConversation } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

const listed = (name: string, change: object = {}) => ({
  name,
  language: "en",
  category: "UTILITY",
  status: "APPROVED",
  body: "Hello {{1}}, order {{2}} is on its way.",
  variable_count: 2,
  components: [],
  ...change,
});

async function sync(...templates: object[]) {
  const client = await database.as("service_role");
  await call(client, "replace_templates", JSON.stringify(templates));
  const reader = await database.superuser();
  const { rows } = await reader.query<{ id: string; name: string; gone: boolean }>(
    "select id, name, gone_at is not null gone from message_templates order by name",
  );
  return rows;
}

const closedConversation = async () => {
  const client = await database.as("service_role");
  const conversation = await startConversation(client);
  const admin = await database.superuser();
  await admin.query(
    "update chat_sessions set wa_window_expires_at = now() - interval '1 hour' where id = $1",
    [conversation.sessionId],
  );
  return conversation;
};

describe("P10: a template is what may leave outside the window", () => {
  it("leaves with its variables, each press of Send once", async () => {
    const [template] = await sync(listed("order_shipped"));
    const { sessionId } = await closedConversation();
    const support = await asStaff(database, "support");
    const key = randomUUID();
    const send = () =>
      call<{ message_id: string; again: boolean }>(
        support,
        "queue_template",
        sessionId,
        template?.id,
        ["Ruth", "{{1}} & co"],
        key,
      );
    const first = await send();
    expect(await send()).toEqual({ message_id: first.message_id, again: true });
    const client = await database.as("service_role");
    expect(await beginSend(client, first.message_id)).toMatchObject({
      kind: "send",
      purpose: "template",
      text: "Hello Ruth, order {{1}} & co is on its way.",
      payload: {
        template: { name: "order_shipped", language: "en", variables: ["Ruth", "{{1}} & co"] },
      },
    });
  });

  it("is refused to who opted out, and marketing to who did not allow it", async () => {
    const [utility, marketing] = await sync(
      listed("a_utility"),
      listed("b_marketing", { category: "MARKETING" }),
    );
    const { phone, sessionId } = await closedConversation();
    const support = await asStaff(database, "support");
    const send = (id: string | undefined) =>
      call<{ refusal?: string; message_id?: string }>(
        support,
        "queue_template",
        sessionId,
        id,
        ["a", "b"],
        randomUUID(),
      );
    expect(await send(marketing?.id)).toEqual({ refusal: "marketing_not_allowed" });
    const allowed = await send(utility?.id);
    const client = await database.as("service_role");
    const stop = { change: "opt_out", words: "STOP", language: "en", answers_confirmation: false };
    await ingest(client, messageItem({ phone, wamid: someWamid(), text: "STOP", consent: stop }));
    expect(await send(utility?.id)).toEqual({ refusal: "opted_out" });
    expect(await beginSend(client, allowed.message_id ?? "")).toEqual({
      kind: "done",
      state: "suppressed",
    });
  });

  it("needs approval, all variables, and still to be listed", async () => {
    const [pending, gone] = [
      (await sync(listed("pending", { status: "PENDING" }), listed("vanishing"))).find(
        (t) => t.name === "pending",
      ),
      (await sync(listed("pending", { status: "PENDING" }))).find((t) => t.name === "vanishing"),
    ];
    expect(gone?.gone).toBe(true);
    const { sessionId } = await closedConversation();
    const support = await asStaff(database, "support");
    const send = (id: string | undefined, variables: string[]) =>
      support.query("select queue_template($1, $2, $3, $4)", [
        sessionId,
        id,
        variables,
        randomUUID(),
      ]);
    await expect(send(pending?.id, ["a", "b"])).rejects.toMatchObject({ code: "PT409" });
    await expect(send(gone?.id, ["a", "b"])).rejects.toMatchObject({ code: "PT409" });
    const [ok] = await sync(listed("a_good_one"));
    await expect(send(ok?.id, ["a"])).rejects.toMatchObject({ code: "22023" });
    await expect(send(ok?.id, ["a", " "])).rejects.toMatchObject({ code: "22023" });
    const privacy = await asStaff(database, "privacy");
    await expect(
      privacy.query("select queue_template($1, $2, $3, $4)", [
        sessionId,
        ok?.id,
        ["a", "b"],
        randomUUID(),
      ]),
    ).rejects.toMatchObject({ code: "42501" });
    const reader = await database.superuser();
    expect(
      await one(
        reader,
        "select count(*) n from chat_messages where session_id = $1 and purpose = 'template'",
        sessionId,
      ),
    ).toEqual({ n: 0 });
  });
});
