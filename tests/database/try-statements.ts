import type pg from "pg";

/** What came of one statement: its SQLSTATE, or `ok` with the first value that it gave. */
export type Attempt = { state: string; value: string | null };

/** Puts the function behind tryStatements into a database, outside of schema public. */
export async function prepareTrying(root: pg.Client) {
  await root.query(`
    create schema trying;
    create function trying.attempt(p_statement text) returns jsonb language plpgsql as $$
    declare v_value text;
    begin
      execute p_statement into v_value;
      -- Whatever it did is undone, so that no attempt changes what the next one finds.
      raise exception using errcode = 'OK000', detail = coalesce(v_value, ''), hint = (v_value is null)::text;
    exception when others then
      declare v_detail text; v_hint text;
      begin
        get stacked diagnostics v_detail = pg_exception_detail, v_hint = pg_exception_hint;
        if sqlstate <> 'OK000' then return jsonb_build_object('state', sqlstate, 'value', sqlerrm); end if;
        return jsonb_build_object('state', 'ok', 'value', case when v_hint = 'false' then v_detail end);
      end;
    end $$;
    grant usage on schema trying to public;
    grant execute on function trying.attempt(text) to public;`);
}

/** Tries each statement as the connection's actor, in one round trip; nothing of it stays. */
export async function tryStatements(client: pg.Client, statements: string[]): Promise<Attempt[]> {
  const { rows } = await client.query<{ r: Attempt }>(
    "select trying.attempt(x.statement) as r from unnest($1::text[]) with ordinality x (statement, place) order by x.place",
    [statements],
  );
  return rows.map((row) => row.r);
}

/** Statements for each thing, tried as one actor, with what came of each. */
export async function tryAll<Thing>(
  client: pg.Client,
  things: Thing[],
  statement: (thing: Thing) => string,
) {
  const results = await tryStatements(client, things.map(statement));
  return things.map((thing, index) => ({
    thing,
    result: results[index] ?? { state: "none", value: null },
  }));
}

/** Refused for who the caller is, not for what was asked. */
export const isRefused = ({ state }: Attempt) => state === "42501" || state === "PT403";
