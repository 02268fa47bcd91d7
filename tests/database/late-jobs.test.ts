import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { erase, marked, prepareObjects } from "./erase-world";
import { aboutNobody, type Late, lateCalls, lateCallsOfTheErasure } from "./late-calls";
import { theirMessage, underWay } from "./late-world";
import { ingest, one, statusItem } from "./scenario";
import { asStaff } from "./staff-actor";
import { tablesHolding } from "./tables-holding";
import { openTestDatabase } from "./test-database";

const database = openTestDatabase();
let root: pg.Client;
let service: pg.Client;
let privacy: pg.Client;
const clients = () => ({ root, service, privacy });

beforeAll(async () => {
  root = await database.superuser();
  service = await database.as("service_role");
  privacy = await asStaff(database, "privacy");
  await prepareObjects(root);
});

const bound = (value: unknown) =>
  typeof value === "object" &&
  value !== null &&
  !(Array.isArray(value) && typeof value[0] === "string")
    ? JSON.stringify(value)
    : value;

/** The code with which a late call was refused; null when it ended quietly. */
async function refusalOf(name: string, values: unknown[]): Promise<string | null> {
  const marks = values.map((_, index) => `$${index + 1}`).join(", ");
  try {
    await service.query(`select public.${name}(${marks})`, values.map(bound));
    return null;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return `${error.code} ${error.message}`;
  }
}

async function refusals(calls: typeof lateCalls, late: Late) {
  const refused: Record<string, string> = {};
  for (const [name, values] of Object.entries(calls)) {
    const refusal = await refusalOf(name, values(late));
    if (refusal) refused[name] = refusal;
  }
  return refused;
}

/** The tool's words are two, so that a search column, which holds them apart, is found too. */
const tracesOf = (late: Late) =>
  tablesHolding(root, [late.phone.slice(1), late.wamid, ...late.words.split(" ")]);

const newestCustomer = (phone: string) =>
  one<{ customer_id: string }>(
    root,
    "select customer_id from customer_identities where value = $1 and valid_to is null",
    phone,
  );

describe("jobs of an erased customer, delivered late", () => {
  it("every function that the service may call with an id is tried, or stands on the list of those about nobody", async () => {
    const { rows } = await root.query<{ name: string }>(
      `select distinct p.proname as name from pg_proc p
       where p.pronamespace = 'public'::regnamespace
         and has_function_privilege('service_role', p.oid, 'execute')
         and p.proargtypes::oid[] && array['uuid'::regtype::oid, 'uuid[]'::regtype::oid]`,
    );
    // Staff alone press these; a colleague's late press is refused by the rows that are gone.
    const listed = [lateCalls, lateCallsOfTheErasure, aboutNobody].flatMap(Object.keys);
    expect(rows.map(({ name }) => name).sort()).toEqual(listed.sort());
  });

  it("are well-formed calls: before the erasure each is taken, and many write the person's words", async () => {
    const { late } = await underWay(clients(), "crimson marimba");
    const brought: string[] = [];
    const broken: Record<string, string> = {};
    for (const [name, values] of Object.entries(lateCalls)) {
      await service.query("begin");
      const other = { ...late, words: "ochre zither" };
      const refusal = await refusalOf(name, values(other));
      if (refusal && /^(22|23|42)/.test(refusal)) broken[name] = refusal;
      if (!refusal) {
        await service.query("reset role");
        if ((await tablesHolding(service, ["ochre", "zither"])).length > 0) brought.push(name);
      }
      await service.query("rollback");
      await service.query("set role service_role");
    }
    expect(broken).toEqual({});
    expect(brought).toEqual(
      expect.arrayContaining([
        ...["begin_tool_call", "collect_feedback", "confirm_or_ask", "finish_tool_call"],
        ...["open_ticket", "save_draft", "save_embeddings", "save_media_file", "save_summary"],
        ...["save_understanding"],
      ]),
    );
  });

  it("bring nothing back after each step, each of them killed, with a webhook and a late receipt in it", async () => {
    const { late, first } = await underWay(clients(), "indigo samovar");
    const who = [{ kind: "phone" as const, value: late.phone }];
    const killed = new Error("killed");
    const seen = new Set<string>();
    const refusedEarly = new Set<string>();
    const refusedLate = new Set<string>();
    const arrive = async (refused: Set<string>) => {
      const old = theirMessage(late.phone, late.words, true, new Date(Date.now() - 3_600_000));
      const recipient = { phone: late.phone, wa_user_id: null, display_name: late.words };
      await ingest(
        service,
        ...[
          first.item,
          old.item,
          marked(statusItem(late.wamid, "read", { recipient }), who, [late.wamid]),
        ],
      );
      for (const [name, refusal] of Object.entries(await refusals(lateCalls, late)))
        refused.add(`${name} ${refusal}`);
    };
    let outcome: string | undefined;
    while (outcome === undefined) {
      outcome = await erase(service, late.runId, async (store) => {
        if (seen.has(store)) return;
        seen.add(store);
        if (store !== "certificate") await arrive(store === "fence" ? refusedEarly : refusedLate);
        throw killed;
      }).catch((error: unknown) => {
        if (error !== killed) throw error;
        return undefined;
      });
    }
    expect(outcome).toBe("over");
    expect(
      await one(root, "select state, findings from erasure_runs where id = $1", late.runId),
    ).toEqual({ state: "completed", findings: [] });
    expect(await tracesOf(late)).toEqual([]);

    // A turn that is still open is told so at once, tries again and finds itself over. Later nothing is refused
    // but what people press, so that no job tries again without end.
    const unexpected = (all: Set<string>) =>
      [...all].filter((each) => !/ (PT404|PT409) /.test(each));
    expect(unexpected(refusedEarly)).toEqual([
      expect.stringMatching(/^commit_turn 55000 .* no draft/),
    ]);
    refusedLate.delete(`request_media_purge PT409 customer_erased`);
    const byPeople = [
      "begin_privacy_request PT409 request_closed",
      "media_purge_progress PT404 media_purge_not_found",
      "request_media_purge PT404 purge_subject_not_found",
    ];
    expect([...refusedLate].sort()).toEqual(byPeople);

    const refused = new Set<string>();
    await arrive(refused);
    expect([...refused].sort()).toEqual(byPeople);
    expect(await refusals(lateCallsOfTheErasure, late)).toEqual({
      complete_privacy_request: "PT409 request_closed",
    });
    expect(await tracesOf(late)).toEqual([]);

    const anew = theirMessage(late.phone, "Good morning");
    expect((await ingest(service, anew.item)).stored).toBe(1);
    expect((await newestCustomer(late.phone)).customer_id).not.toBe(late.customerId);
  }, 120_000);

  it("a message written while the erasure works begins a new record, which it leaves alone", async () => {
    const { late } = await underWay(clients(), "russet dulcimer");
    let isWritten = false;
    await erase(service, late.runId, async (store) => {
      if (store !== "media" || isWritten) return;
      isWritten = true;
      const anew = theirMessage(late.phone, "Do you open on Sunday?");
      expect((await ingest(service, anew.item)).stored).toBe(1);
    });
    expect(
      await one(root, "select state, findings from erasure_runs where id = $1", late.runId),
    ).toEqual({ state: "completed", findings: [] });
    const { customer_id } = await newestCustomer(late.phone);
    expect(customer_id).not.toBe(late.customerId);
    expect(
      await one(root, "select text from chat_messages where customer_id = $1", customer_id),
    ).toEqual({ text: "Do you open on Sunday?" });
    expect(await tablesHolding(root, ["russet", "dulcimer", late.wamid])).toEqual([]);
  });
});

/** Tables about a customer on which a late row is stopped otherwise, and how. */
const withoutFence: Record<string, string> = {
  alert_messages:
    "its rows are deleted with the message or the turn, to which a foreign key holds them",
  alerts: "ids and kinds only",
  audit_log: "anonymised in its step; a later act is told of ids only",
  chat_media: "hangs on a message by a foreign key, and a message is refused",
  erasure_certificates: "the proof itself",
  erasure_previews: "counts; made before the erasure",
  erasure_runs: "the erasure itself",
  job_runs: "ids and codes only",
  legal_holds: "a hold may be placed at any time and stops the erasure",
  message_search: "hangs on a message by a foreign key, and a message is refused",
  privacy_request_events: "append-only record of the request: ids and enums",
  privacy_requests: "what else somebody asked stays answerable; its words are taken out",
  recall_hits: "hangs on a turn by a foreign key, and a turn is refused",
  send_attempts: "hangs on a message by a foreign key, and a message is refused",
  session_presence: "hangs on a session by a foreign key, and a session is refused",
  session_reads: "hangs on a session by a foreign key, and a session is refused",
  wa_events: "intake knows an erased identity by its keyed hash",
};

describe("the fence around an erased customer", () => {
  it("stands on every table with a customer or a reference to what is theirs, or a reason says why not", async () => {
    const { rows } = await root.query<{ name: string; fenced: boolean }>(
      `select c.relname as name, bool_or(g.oid is not null) as fenced
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey)
         and k.confrelid in ('customers'::regclass, 'chat_sessions'::regclass, 'chat_messages'::regclass,
                             'agent_turns'::regclass, 'support_tickets'::regclass, 'chat_media'::regclass)
       left join pg_trigger g on g.tgrelid = c.oid and g.tgname = 'nothing_about_the_erased' and g.tgenabled = 'O'
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'customers'
         and (k.oid is not null or a.attname in ('customer_id', 'session_id', 'message_id', 'media_id', 'turn_id', 'subject_id'))
       group by 1`,
    );
    expect(rows.filter(({ fenced }) => fenced).length).toBeGreaterThan(18);
    const open = rows.filter(({ fenced }) => !fenced).map(({ name }) => name);
    expect(open.sort(), "add the trigger, or the reason").toEqual(Object.keys(withoutFence).sort());
  });

  it("refuses a late row on each of its tables", async () => {
    const { late } = await underWay(clients(), "amber bassoon");
    await erase(service, late.runId);
    const { rows } = await root.query<{ name: string }>(
      `select tgrelid::regclass::text as name from pg_trigger where tgname = 'nothing_about_the_erased'`,
    );
    for (const { name } of rows)
      await expect(
        root.query(
          name === "consent_events"
            ? "insert into public.consent_events (customer_id, source) values ($1, 'keyword')"
            : `insert into public.${name} (customer_id) values ($1)`,
          [late.customerId],
        ),
        name,
      ).rejects.toThrow("customer_erased");
  });
});
