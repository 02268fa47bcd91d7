import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type Claimed,
  claim,
  ingest,
  messageItem,
  one,
  somePhone,
  startConversation,
} from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let service: pg.Client;
let admin: pg.Client;
let support: pg.Client;
let privacy: pg.Client;
beforeAll(async () => {
  service = await database.as("service_role");
  admin = await database.superuser();
  support = await asStaff(database, "support");
  privacy = await asStaff(database, "privacy");
});

type Ticket = { id: string; reference: string; status: string; priority: string };
type Row = Ticket & { customer_name: string; customer_number: string; assigned_to: string | null };

const words = (extra: object = {}) => ({
  subject: "Parcel is late",
  summary: "The parcel has been at customs for two weeks.",
  category: "delivery",
  sentiment: "negative",
  priority: "high",
  journey_stage: "shipping",
  ...extra,
});

async function openTicket(extra: object = {}, phone = somePhone()) {
  const conversation = await startConversation(service, { phone });
  const turn = await claim(service, conversation.sessionId);
  const ticket = await call<Ticket>(service, "open_ticket", turn.turn_id, words(extra));
  return { ...conversation, turn, ticket };
}

describe("the bot's tickets", () => {
  it("are opened once a turn, whatever runs twice, and can be read aloud", async () => {
    const { turn, ticket } = await openTicket();
    expect(ticket.reference).toMatch(/^T-1\d{3,}$/);
    const again = await call<Ticket>(
      service,
      "open_ticket",
      turn.turn_id,
      words({ priority: "low", summary: "Other words." }),
    );
    expect(again).toMatchObject({ id: ticket.id, reference: ticket.reference, priority: "high" });
    const thread = await one<{ n: number }>(
      admin,
      "select count(*)::int n from ticket_messages where ticket_id = $1",
      ticket.id,
    );
    expect(thread.n).toBe(1);
  });

  it("are shown to and answered by their own customer alone", async () => {
    const mine = await openTicket();
    const theirs = await openTicket();
    const answer = (turn: Claimed, reference: string) =>
      call<{ kind: string }>(service, "reply_to_own_ticket", turn.turn_id, reference, "Any news?");
    expect(await answer(mine.turn, theirs.ticket.reference)).toEqual({ kind: "not_found" });
    expect(await answer(mine.turn, "T-999999")).toEqual({ kind: "not_found" });
    await call(support, "set_ticket_status", mine.ticket.id, "resolved");
    expect(await answer(mine.turn, mine.ticket.reference.toLowerCase())).toMatchObject({
      kind: "added",
      status: "open",
    });
    const customer = await one<{ customer_id: string }>(
      admin,
      "select customer_id from support_tickets where id = $1",
      mine.ticket.id,
    );
    await call(support, "add_ticket_note", mine.ticket.id, "Between us", randomUUID());
    const own = await call<{ reference: string; messages: { text: string }[] }[]>(
      service,
      "own_tickets",
      customer.customer_id,
      mine.ticket.reference,
    );
    expect(JSON.stringify(own)).not.toContain("Between us");
    expect(own).toMatchObject([{ reference: mine.ticket.reference }]);
    expect(
      await call(service, "own_tickets", customer.customer_id, theirs.ticket.reference),
    ).toEqual([]);
  });

  it("come from a bad rating in the same transaction, and from a good one not", async () => {
    const { sessionId } = await startConversation(service);
    const turn = await claim(service, sessionId);
    const feedback = (rating: number | null, follow = false) => ({
      feedback_type: "service",
      feedback_text: "Slow.",
      sentiment: "negative",
      rating,
      order_reference: null,
      journey_stage: null,
      requires_follow_up: follow,
    });
    const kept = await call<{ ticket: Ticket | null }>(
      service,
      "collect_feedback",
      turn.turn_id,
      feedback(2),
      words(),
    );
    expect(kept.ticket).toMatchObject({ status: "open" });
    const other = await claim(service, (await startConversation(service)).sessionId);
    expect(
      await call(service, "collect_feedback", other.turn_id, feedback(4), words()),
    ).toMatchObject({ ticket: null });
    const third = await claim(service, (await startConversation(service)).sessionId);
    const wanted = await call<{ ticket: Ticket | null }>(
      service,
      "collect_feedback",
      third.turn_id,
      feedback(5, true),
      words(),
    );
    expect(wanted.ticket).not.toBeNull();
  });
});

describe("the queue", () => {
  it("refuses the wrong role for every act, and says what is missing", async () => {
    const { ticket } = await openTicket();
    const nobody = await database.as("authenticated", randomUUID());
    const gone = await asStaff(database, "support", false);
    const acts: [string, unknown[]][] = [
      ["set_ticket_status", [ticket.id, "closed"]],
      ["set_ticket_priority", [ticket.id, "low"]],
      ["set_ticket_assignee", [ticket.id, null]],
      ["add_ticket_note", [ticket.id, "x", randomUUID()]],
      ["reply_to_ticket", [ticket.id, ["x"], randomUUID()]],
      ["reply_to_ticket_by_template", [ticket.id, randomUUID(), [], randomUUID()]],
      ["open_ticket_by_staff", [randomUUID(), words(), randomUUID()]],
    ];
    for (const [name, values] of acts) {
      for (const actor of [privacy, nobody, gone])
        await expect(call(actor, name, ...values), name).rejects.toMatchObject({ code: "42501" });
    }
    for (const actor of [nobody, gone]) {
      await expect(call(actor, "list_tickets", {}, null, 10)).rejects.toMatchObject({
        code: "42501",
      });
      await expect(call(actor, "read_ticket", ticket.id)).rejects.toMatchObject({ code: "42501" });
    }
    await expect(call(support, "read_ticket", randomUUID())).rejects.toMatchObject({
      code: "PT404",
    });
    expect(await call(privacy, "read_ticket", ticket.id)).toMatchObject({
      ticket: { id: ticket.id },
    });
  });

  it("pages by keyset in both orders, filters, finds by number, words and name", async () => {
    const fresh = ownWord();
    const ids: string[] = [];
    for (const priority of ["low", "urgent", "normal", "urgent", "high"]) {
      ids.push((await openTicket({ priority, subject: `Zebra ${fresh} case` })).ticket.id);
    }
    type List = { tickets: Row[]; next: object | null; counts: Record<string, number> };
    const list = (filter: object, before: object | null, limit: number) =>
      call<List>(
        support,
        "list_tickets",
        { search: `zebra ${fresh}`, calling_code: "256", ...filter },
        before,
        limit,
      );
    for (const sort of ["recent", "urgent"]) {
      const seen: Row[] = [];
      let before: object | null = null;
      do {
        const page: List = await list({ sort }, before, 2);
        seen.push(...page.tickets);
        before = page.next;
      } while (before !== null);
      expect(seen.map(({ id }) => id).sort()).toEqual([...ids].sort());
      if (sort === "urgent")
        expect(seen.map(({ priority }) => priority)).toEqual([
          "urgent",
          "urgent",
          "high",
          "normal",
          "low",
        ]);
      else expect(seen.map(({ id }) => id)).toEqual([...ids].reverse());
    }
    expect((await list({ priority: "urgent" }, null, 10)).tickets).toHaveLength(2);
    expect((await list({ status: "closed" }, null, 10)).tickets).toEqual([]);
    expect((await list({ assigned: "none" }, null, 10)).tickets).toHaveLength(5);
    expect((await list({ assigned: "me" }, null, 10)).tickets).toEqual([]);
    const [first] = (await list({}, null, 1)).tickets;
    expect((await list({ search: first?.reference.toLowerCase() }, null, 5)).tickets).toHaveLength(
      1,
    );
    expect(first?.customer_name).toBe("Namukasa Ruth");
    expect(first?.customer_number).toMatch(/•••\d{3}$/);
    for (const hostile of ["'; drop table x; --", "a & | ! ( ) : * <->", "%_\\", "   "]) {
      await expect(list({ search: hostile }, null, 5)).resolves.toBeDefined();
    }
  });

  it("changes status, priority and assignee with an audit row, and back again", async () => {
    const { ticket } = await openTicket();
    expect(await call(support, "set_ticket_status", ticket.id, "resolved")).toMatchObject({
      status: "resolved",
    });
    expect(await call(support, "set_ticket_status", ticket.id, "open")).toMatchObject({
      status: "open",
      resolved_at: null,
    });
    expect(await call(support, "set_ticket_priority", ticket.id, "urgent")).toMatchObject({
      priority: "urgent",
    });
    await expect(call(support, "set_ticket_status", ticket.id, "lost")).rejects.toMatchObject({
      code: "22023",
    });
    const me = await one<{ id: string }>(support, "select auth.uid() id");
    expect(await call(support, "set_ticket_assignee", ticket.id, me.id)).toMatchObject({
      assigned_name: "A support",
    });
    const them = await one<{ id: string }>(privacy, "select auth.uid() id");
    await expect(call(support, "set_ticket_assignee", ticket.id, them.id)).rejects.toMatchObject({
      code: "PT409",
    });
    const { rows } = await admin.query(
      "select action from audit_log where subject_id = $1 order by at, id",
      [ticket.id],
    );
    expect(rows.map(({ action }) => action).sort()).toEqual([
      "ticket_assigned",
      "ticket_priority_changed",
      "ticket_status_changed",
      "ticket_status_changed",
    ]);
  });
});

describe("answering a ticket", () => {
  it("goes to the customer's conversation as the writer's own, once a press, and waits for their answer", async () => {
    const { ticket, sessionId } = await openTicket();
    const key = randomUUID();
    const answer = () =>
      call<{ ticket: Row; message_ids: string[] }>(
        support,
        "reply_to_ticket",
        ticket.id,
        ["We are", "on it."],
        key,
      );
    const first = await answer();
    expect(first.ticket).toMatchObject({ status: "pending", assigned_name: "A support" });
    expect((await answer()).message_ids).toEqual(first.message_ids);
    const session = await one<{ owner: string }>(
      admin,
      "select owner from chat_sessions where id = $1",
      sessionId,
    );
    expect(session.owner).toBe("human");
    const { rows } = await admin.query(
      "select purpose, state, text from chat_messages where id = any ($1) order by part_index",
      [first.message_ids],
    );
    expect(rows).toEqual([
      { purpose: "staff_reply", state: "queued", text: "We are" },
      { purpose: "staff_reply", state: "queued", text: "on it." },
    ]);
    const read = await call<{ messages: { body: string; state: string | null }[] }>(
      support,
      "read_ticket",
      ticket.id,
    );
    expect(read.messages.at(-1)).toMatchObject({ body: "We are\non it.", state: "queued" });
  });

  it("shows what customer and staff say in the conversation while a person answers, until it is settled", async () => {
    const { ticket, sessionId, phone } = await openTicket();
    const say = (text: string) => ingest(service, messageItem({ phone, text }));
    const thread = async () => {
      const { messages } = await call<{ messages: { author: string; body: string }[] }>(
        support,
        "read_ticket",
        ticket.id,
      );
      // The first line is the bot's own note.
      return messages.slice(1).map(({ author, body }) => `${author}: ${body}`);
    };
    const status = async () =>
      (
        await one<{ status: string }>(
          admin,
          "select status from support_tickets where id = $1",
          ticket.id,
        )
      ).status;
    await say("Still with the bot");
    expect(await thread()).toEqual([]);
    await call(support, "reply_to_ticket", ticket.id, ["We are", "on it."], randomUUID());
    expect(await status()).toBe("pending");
    await say("Thank you");
    expect(await status()).toBe("open");
    await call(support, "queue_staff_reply", sessionId, ["Found it"], randomUUID());
    const said = ["staff: We are\non it.", "customer: Thank you", "staff: Found it"];
    expect(await thread()).toEqual(said);
    await admin.query(
      "update chat_messages set deleted_at = now() where session_id = $1 and text = 'Thank you'",
      [sessionId],
    );
    expect(await thread()).toEqual([said[0], said[2]]);
    await call(support, "hand_back_session", sessionId);
    await say("And now the bot again");
    await call(support, "take_over_session", sessionId);
    await call(support, "set_ticket_status", ticket.id, "resolved");
    await say("Something else");
    expect(await thread()).toEqual([said[0], said[2]]);
    expect(await status()).toBe("resolved");
  });

  it("does not cut in on a colleague who is answering there", async () => {
    const { ticket, sessionId } = await openTicket();
    const colleague = await asStaff(database, "support");
    await call(colleague, "take_over_session", sessionId);
    await expect(
      call(support, "reply_to_ticket", ticket.id, ["x"], randomUUID()),
    ).rejects.toMatchObject({
      code: "PT409",
      message: "not_owner",
    });
  });

  it("sends only an approved template outside the window, and leaves everything as it was when refused", async () => {
    const { ticket, sessionId } = await openTicket();
    await admin.query(
      "update chat_sessions set wa_window_expires_at = now() - interval '1 minute' where id = $1",
      [sessionId],
    );
    await expect(
      call(support, "reply_to_ticket", ticket.id, ["x"], randomUUID()),
    ).rejects.toMatchObject({
      code: "PT409",
      detail: "window_closed",
    });
    const before = await one<{ owner: string }>(
      admin,
      "select owner from chat_sessions where id = $1",
      sessionId,
    );
    expect(before.owner).toBe("bot");
    expect(await call(support, "read_ticket", ticket.id)).toMatchObject({
      reply: { refusal: "window_closed" },
    });

    const template = await one<{ id: string }>(
      admin,
      `insert into message_templates (name, language, category, status, body, variable_count, components)
       values ('ticket_news', 'en', 'UTILITY', 'APPROVED', 'News on {{1}}.', 1, '[]') returning id`,
    );
    const sent = await call<{ ticket: Row; message_ids: string[] }>(
      support,
      "reply_to_ticket_by_template",
      ticket.id,
      template.id,
      [ticket.reference],
      randomUUID(),
    );
    expect(sent.ticket.status).toBe("pending");
    const message = await one<{ text: string; purpose: string }>(
      admin,
      "select text, purpose from chat_messages where id = $1",
      sent.message_ids[0],
    );
    expect(message).toEqual({ text: `News on ${ticket.reference}.`, purpose: "template" });
  });
});

/** A word that no other test's tickets carry. */
function ownWord(): string {
  return `q${randomUUID().slice(0, 8)}`;
}
