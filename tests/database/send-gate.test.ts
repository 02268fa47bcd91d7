import { randomUUID } from "node:crypto";
import type pg from "pg";
import { describe, expect, it } from "vitest";
import { beginSend, ingest, messageItem, one, ourNumber, startConversation } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

type Gate = {
  allowed: boolean;
  reasons: { code: string; since?: string; until?: string }[];
  window_until: string | null;
  template: {
    allowed: boolean;
    reasons: { code: string }[];
    marketing_reasons: { code: string }[];
    templates: { name: string; language: string; category: string }[];
  };
};
const gate = (client: pg.Client, sessionId: string, author: string, purpose: string) =>
  call<Gate>(client, "send_gate", sessionId, author, purpose);
const codes = (reasons: { code: string }[]) => reasons.map((reason) => reason.code);

const choices = {
  consent: ["pending", "opted_in", "opted_out", "suppressed"],
  wroteAfter: [false, true],
  marketing: ["unknown", "allowed", "stopped"],
  owner: ["bot", "human"],
  window: ["open", "closed", "never"],
  phone: [true, false],
  stopped: [false, false, true],
  request: ["none", "open", "long closed"],
  held: [false, true],
  erased: [false, false, false, true],
} as const;
type World = { [Key in keyof typeof choices]: (typeof choices)[Key][number] };
const authors = ["bot", "staff", "system", "customer"];
const kinds = [
  ...["reply", "staff_reply", "consent_confirmation", "privacy", "outside"],
  ...["template:UTILITY", "template:MARKETING", "template:marketing", "template:"],
];

/** P10 written down a second time, as prose would have it: the first reason that holds. */
function expected(world: World, author: string, kind: string): string[] {
  const [purpose, category = ""] = kind.split(":");
  const isMarketing = category.toUpperCase() === "MARKETING";
  const senders: Record<string, string[]> = {
    reply: ["bot"],
    staff_reply: ["staff", "bot"],
    consent_confirmation: ["bot", "system"],
    privacy: ["bot", "staff", "system"],
    template: ["bot", "staff", "system"],
  };
  const isOut = world.consent === "opted_out" || world.consent === "suppressed";
  const mayAfterOptOut =
    purpose === "consent_confirmation" ||
    (purpose === "privacy" && world.request === "open") ||
    (purpose === "staff_reply" && author === "staff" && world.wroteAfter);
  const found: (string | false)[] = [
    world.erased && "customer_erased",
    !senders[purpose ?? ""]?.includes(author) && "unknown_purpose",
    !world.phone && "no_phone_number",
    world.stopped && "account_stopped",
    author === "bot" && purpose === "reply" && world.owner === "human" && "human_owns_session",
    isOut && !mayAfterOptOut && world.consent,
    purpose === "template" &&
      isMarketing &&
      world.marketing !== "allowed" &&
      "marketing_not_allowed",
    purpose === "template" && isMarketing && world.held && "legal_hold",
    purpose !== "template" && world.window !== "open" && "window_closed",
  ];
  return found.filter((code) => code !== false);
}

/** Makes one conversation so, inside the transaction that the caller rolls back. */
async function arrange(admin: pg.Client, sessionId: string, customerId: string, world: World) {
  const isOut = world.consent === "opted_out" || world.consent === "suppressed";
  await admin.query(
    "update customers set consent_status = $2, marketing_status = $3 where id = $1",
    [customerId, isOut ? "opted_out" : world.consent, world.marketing],
  );
  if (isOut) {
    await admin.query(
      `insert into consent_events (customer_id, scope, from_status, to_status, source, occurred_at)
       values ($1, 'service', 'pending', 'opted_out', $2, now() - interval '1 hour')`,
      [customerId, world.consent === "suppressed" ? "erasure" : "keyword"],
    );
  }
  const ends = { open: "now() + interval '1 second'", closed: "now()", never: "null" }[
    world.window
  ];
  await admin.query(
    `update chat_sessions set owner = $2, wa_window_expires_at = ${ends} where id = $1`,
    [sessionId, world.owner],
  );
  await admin.query(
    `update chat_messages set wa_timestamp = now() - $2 * interval '1 minute' where session_id = $1`,
    [sessionId, world.wroteAfter ? 59 : 61],
  );
  if (!world.phone) {
    await admin.query("update customer_identities set valid_to = now() where customer_id = $1", [
      customerId,
    ]);
  }
  if (world.stopped) {
    await admin.query("insert into send_stops (phone_number_id) values ($1)", [ourNumber]);
  }
  if (world.request !== "none") {
    await admin.query(
      `insert into privacy_requests (customer_id, kind, channel, state, due_at, updated_at, closed_at)
       values ($1, 'access', 'chat_tool', $2, now(), now() - $3 * interval '1 day', case $2 when 'withdrawn' then now() end)`,
      [
        customerId,
        world.request === "open" ? "received" : "withdrawn",
        world.request === "open" ? 90 : 40,
      ],
    );
  }
  if (world.held) {
    await admin.query(
      "insert into legal_holds (customer_id, reason, review_on) values ($1, 'A matter in court', current_date)",
      [customerId],
    );
  }
  // Last: nothing is written about a person who was erased.
  if (world.erased) {
    await admin.query("update customers set erased_at = now() where id = $1", [customerId]);
  }
}

describe("P10: one gate, its reasons as data", () => {
  it("agrees with the rule as prose for every author and purpose in 200 worlds", async () => {
    const admin = await database.superuser();
    const { sessionId } = await startConversation(await database.as("service_role"));
    const { customerId } = await one<{ customerId: string }>(
      admin,
      'select customer_id as "customerId" from chat_sessions where id = $1',
      sessionId,
    );
    let seed = 7;
    const pick = <T>(from: readonly T[]): T => {
      seed = (seed * 48_271) % 2_147_483_647;
      const [first] = from.slice(seed % from.length);
      if (first === undefined) throw new Error("Nothing to pick from");
      return first;
    };
    const seen = new Set<string>();
    for (let n = 0; n < 200; n += 1) {
      const world: World = {
        consent: pick(choices.consent),
        wroteAfter: pick(choices.wroteAfter),
        marketing: pick(choices.marketing),
        owner: pick(choices.owner),
        window: pick(choices.window),
        phone: pick(choices.phone),
        stopped: pick(choices.stopped),
        request: pick(choices.request),
        held: pick(choices.held),
        erased: pick(choices.erased),
      };
      await admin.query("begin");
      await arrange(admin, sessionId, customerId, world);
      const { rows } = await admin.query<{
        author: string;
        kind: string;
        reasons: { code: string }[];
      }>(
        `select a as author, k as kind,
                send_reasons($1, a, split_part(k, ':', 1), now(), nullif(split_part(k, ':', 2), ''), '{}') as reasons
         from unnest($2::text[]) a, unnest($3::text[]) k`,
        [sessionId, authors, kinds],
      );
      await admin.query("rollback");
      for (const { author, kind, reasons } of rows) {
        const right = expected(world, author, kind);
        for (const code of right) seen.add(code);
        expect(codes(reasons), `${author} ${kind} in ${JSON.stringify(world)}`).toEqual(right);
      }
    }
    expect(seen.size).toBe(10);
  });

  it("send_refusal is its first reason, and a conversation that is not there allows nothing", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    const admin = await database.superuser();
    await admin.query(
      "update chat_sessions set owner = 'human', wa_window_expires_at = now() where id = $1",
      [sessionId],
    );
    expect(codes((await gate(client, sessionId, "bot", "reply")).reasons)).toEqual([
      "human_owns_session",
      "window_closed",
    ]);
    expect(await call(client, "send_refusal", sessionId, "bot", "reply")).toBe(
      "human_owns_session",
    );
    expect(await call(client, "send_refusal", randomUUID(), "staff", "template")).toBe(
      "customer_erased",
    );
  });

  it("says since when, and which approved templates may go instead, the customer's language first", async () => {
    const client = await database.as("service_role");
    const admin = await database.superuser();
    const { sessionId } = await startConversation(client, {
      at: new Date(Date.now() - 82_800_000),
    });
    await admin.query(
      `update chat_sessions set wa_window_expires_at = '2026-11-22T08:00:00Z' where id = $1`,
      [sessionId],
    );
    await admin.query(
      "update customers set locale = 'sw-KE' where id = (select customer_id from chat_sessions where id = $1)",
      [sessionId],
    );
    await admin.query(
      `insert into message_templates (name, language, category, status, body, variable_count, components, gone_at) values
       ('parcel_ready', 'en', 'UTILITY', 'APPROVED', 'x', 0, '[]', null),
       ('parcel_ready', 'sw', 'UTILITY', 'APPROVED', 'x', 0, '[]', null),
       ('parcel_late', 'en', 'UTILITY', 'PENDING', 'x', 0, '[]', null),
       ('parcel_gone', 'en', 'UTILITY', 'APPROVED', 'x', 0, '[]', now()),
       ('black_friday', 'en', 'MARKETING', 'APPROVED', 'x', 0, '[]', null)`,
    );
    const support = await asStaff(database, "support");
    const answer = await gate(support, sessionId, "staff", "staff_reply");
    expect(answer).toMatchObject({
      allowed: false,
      reasons: [{ code: "window_closed", since: "2026-11-22T08:00:00+00:00" }],
      template: {
        allowed: true,
        reasons: [],
        marketing_reasons: [{ code: "marketing_not_allowed" }],
      },
    });
    expect(answer.template.templates.map(({ name, language }) => `${name} ${language}`)).toEqual([
      "parcel_ready sw",
      "parcel_ready en",
    ]);
    await admin.query(
      "update customers set marketing_status = 'allowed' where id = (select customer_id from chat_sessions where id = $1)",
      [sessionId],
    );
    const allowed = await gate(support, sessionId, "staff", "staff_reply");
    expect(allowed.template.templates.map(({ name }) => name)).toContain("black_friday");
  });

  it("the cap on replies is one of its reasons, with the moment at which it ends", async () => {
    const client = await database.as("service_role");
    const admin = await database.superuser();
    const { sessionId } = await startConversation(client);
    await admin.query(
      `insert into agent_turns (session_id, customer_id, state, outcome, fence, claimed_at, lease_until, from_seq, upto_seq, requested_at)
       select s.id, s.customer_id, 'finished', 'sent', n, now() - n * interval '10 minutes', now(), 0, 0, now()
       from chat_sessions s, generate_series(1, 3) n where s.id = $1`,
      [sessionId],
    );
    const capped = (most: number) =>
      call<Gate>(client, "send_gate", sessionId, "bot", "reply", new Date().toISOString(), null, {
        max_replies_per_hour: most,
      });
    expect((await capped(4)).allowed).toBe(true);
    const [reason] = (await capped(3)).reasons;
    expect(reason?.code).toBe("reply_cap");
    const minutes = (Date.parse(reason?.until ?? "") - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(30);
  });
});

describe("P10: 24 hours, to the second, from the moment the customer wrote", () => {
  const closesAt = async (client: pg.Client, sessionId: string, instant: string) =>
    call<string | null>(client, "send_refusal", sessionId, "staff", "staff_reply", instant);

  it("23:59:59 may, 24:00:00 may not, however late the message arrived and in whatever zone it says so", async () => {
    const client = await database.as("service_role");
    const wrote = new Date(Math.floor(Date.now() / 1000) * 1000 - 86_000_000);
    const later = (ms: number) => new Date(wrote.getTime() + ms).toISOString();
    const inKampala = new Date(wrote.getTime() + 3 * 3_600_000)
      .toISOString()
      .replace("Z", "+03:00");
    for (const occurredAt of [wrote.toISOString(), inKampala]) {
      const item = { ...messageItem(), occurred_at: occurredAt };
      const [sessionId = ""] = (await ingest(client, item)).turn_session_ids;
      expect(await closesAt(client, sessionId, later(86_399_000))).toBeNull();
      expect(await closesAt(client, sessionId, later(86_399_999))).toBeNull();
      expect(await closesAt(client, sessionId, later(86_400_000))).toBe("window_closed");
    }
  });

  it("a day with a change of clocks has 24 hours all the same, whatever zone the database runs in", async () => {
    const client = await database.as("service_role");
    const admin = await database.superuser();
    for (const [zone, wrote] of [
      ["Europe/London", "2026-10-24T23:30:00Z"],
      ["America/New_York", "2026-03-08T03:30:00Z"],
      ["Africa/Kampala", "2026-11-01T21:00:00Z"],
    ] as const) {
      await client.query("select set_config('timezone', $1, false)", [zone]);
      const item = messageItem({ at: new Date(wrote) });
      await ingest(client, item);
      const { id } = await one<{ id: string }>(
        admin,
        "select session_id as id from chat_messages where wa_message_id = $1",
        item.message.wa_message_id,
      );
      const later = (ms: number) => new Date(Date.parse(wrote) + ms).toISOString();
      expect(await closesAt(client, id, later(86_399_000)), zone).toBeNull();
      expect(await closesAt(client, id, later(86_400_000)), zone).toBe("window_closed");
    }
  });

  it("an older message that comes late does not shorten the window, one from the future does not stretch it", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client);
    await ingest(client, messageItem({ phone, at: new Date(Date.now() - 80_000_000) }));
    await ingest(client, messageItem({ phone, at: new Date(Date.now() + 80_000_000) }));
    const inMinutes = (n: number) => new Date(Date.now() + n * 60_000).toISOString();
    expect(await closesAt(client, sessionId, inMinutes(24 * 60 - 1))).toBeNull();
    expect(await closesAt(client, sessionId, inMinutes(24 * 60 + 1))).toBe("window_closed");
  });
});

describe("P10, P19, P21: as each role, at the database", () => {
  const stop = { change: "opt_out", words: "STOP", language: "en", answers_confirmation: false };
  const refusalOf = (attempt: Promise<unknown>) =>
    attempt.then(
      (answer) => JSON.stringify(answer),
      (error: { code?: string; detail?: string }) => [error.code, error.detail].join(" ").trim(),
    );

  it.each(["support", "admin"] as const)("%s may write only what the gate allows", async (role) => {
    const client = await database.as("service_role");
    const admin = await database.superuser();
    const staff = await asStaff(database, role);
    const { phone, sessionId } = await startConversation(client);
    const { id: template } = await one<{ id: string }>(
      admin,
      `insert into message_templates (name, language, category, status, body, variable_count, components)
       values ($1, 'en', 'UTILITY', 'APPROVED', 'x', 0, '[]') returning id`,
      `for_${role}`,
    );
    await call(staff, "take_over_session", sessionId);
    const tries = async () => [
      await refusalOf(call(staff, "queue_staff_reply", sessionId, ["Hello"], randomUUID())),
      await refusalOf(call(staff, "queue_template", sessionId, template, [], randomUUID())),
    ];
    await ingest(client, messageItem({ phone, text: "STOP", consent: stop }));
    expect(await tries()).toEqual(["PT409 opted_out", '{"refusal":"opted_out"}']);
    await ingest(client, messageItem({ phone, text: "But what about my parcel?" }));
    expect(await tries()).toEqual([
      expect.stringContaining("message_ids"),
      '{"refusal":"opted_out"}',
    ]);
    await admin.query(`update chat_sessions set wa_window_expires_at = now() where id = $1`, [
      sessionId,
    ]);
    expect(await tries()).toEqual(["PT409 window_closed", '{"refusal":"opted_out"}']);
    await ingest(client, messageItem({ phone, consent: { ...stop, change: "opt_in" } }));
    await admin.query(`update chat_sessions set wa_window_expires_at = now() where id = $1`, [
      sessionId,
    ]);
    expect(await tries()).toEqual(["PT409 window_closed", expect.stringContaining("message_id")]);
  });

  it("nobody else may write at all, nor ask the gate unless they are staff", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    const privacy = await asStaff(database, "privacy");
    const deactivated = await asStaff(database, "admin", false);
    const stranger = await database.as("authenticated", randomUUID());
    const anon = await database.as("anon");
    for (const actor of [privacy, deactivated, stranger, anon]) {
      expect(
        await refusalOf(call(actor, "queue_staff_reply", sessionId, ["Hello"], randomUUID())),
      ).toBe("42501");
    }
    for (const actor of [deactivated, stranger, anon]) {
      expect(await refusalOf(gate(actor, sessionId, "staff", "staff_reply"))).toBe("42501");
    }
    expect((await gate(privacy, sessionId, "staff", "staff_reply")).allowed).toBe(true);
  });
});

describe("P9, P10: STOP and sending exclude each other, on every path", () => {
  it("a reply of staff and a template either leave before the STOP or not at all", async () => {
    const stop = { change: "opt_out", words: "STOP", language: "en", answers_confirmation: false };
    for (const [author, purpose] of [
      ["staff", "staff_reply"],
      ["staff", "template"],
    ] as const) {
      const rounds = Array.from({ length: 10 }, async () => {
        const admin = await database.superuser();
        const client = await database.as("service_role");
        const { phone, sessionId } = await startConversation(client);
        const { id } = await one<{ id: string }>(
          admin,
          `insert into chat_messages (session_id, customer_id, direction, author, message_type, text, rendered_text, purpose, state)
           select s.id, s.customer_id, 'outbound', $2, 'text', 'x', 'x', $3, 'queued' from chat_sessions s where s.id = $1
           returning id`,
          sessionId,
          author,
          purpose,
        );
        const sender = await database.as("service_role");
        const [begun] = await Promise.all([
          beginSend(sender, id),
          ingest(client, messageItem({ phone, text: "STOP", consent: stop })),
        ]);
        const { state } = await one<{ state: string }>(
          admin,
          "select state from chat_messages where id = $1",
          id,
        );
        return `${begun.kind}:${state}`;
      });
      const odd = (await Promise.all(rounds)).filter(
        (outcome) => outcome !== "send:sending" && outcome !== "done:suppressed",
      );
      expect(odd, purpose).toEqual([]);
    }
  });
});
