import { type RunSql, randomFrom, someWords, type World, type WorldMessage } from "./recall-world";

export type RecallQuery = {
  sessionId: string;
  text: string;
  upto: number;
  window: number;
  vector: number[] | null;
};

type Shown = { message_id: string; before: Shown | null; after: Shown | null };
export type Recalled = { query: RecallQuery; hits: Shown[] };

/** Questions of random customers as of random moments, with random windows and, if wanted, vectors. */
export function someQueries(
  world: World,
  count: number,
  seed: number,
  vectorOf: ((random: (limit: number) => number) => number[]) | null,
): RecallQuery[] {
  const random = randomFrom(seed);
  const newest = Math.max(...[...world.messages.values()].map((message) => message.seq));
  return Array.from({ length: count }, () => ({
    sessionId: world.sessionIds[random(world.sessionIds.length)] ?? "",
    text: someWords(random, 1 + random(3)),
    upto: newest - random(Math.ceil(world.messages.size / 4)),
    window: 1 + random(8),
    vector: vectorOf?.(random) ?? null,
  }));
}

/** Asks a slice of queries in one statement each, through the shipped search with its floor lowered. */
export async function recallAll(run: RunSql, queries: RecallQuery[]): Promise<Recalled[]> {
  const recalled: Recalled[] = [];
  for (let at = 0; at < queries.length; at += 250) {
    const slice = queries.slice(at, at + 250);
    const rows = await run<{ hits: Shown[] }>(
      `select recall_messages((q ->> 'sessionId')::uuid, array[q ->> 'text'],
                case when q -> 'vector' <> 'null' then jsonb_build_array(jsonb_build_object('model', 'm', 'embedding', q -> 'vector')) end,
                (q ->> 'upto')::bigint, (q ->> 'window')::integer, 5,
                '{"min_similarity": -1, "min_coverage": 0}') -> 'hits' as hits
       from jsonb_array_elements($1::jsonb) with ordinality x (q, place) order by x.place`,
      [JSON.stringify(slice)],
    );
    for (const [index, query] of slice.entries())
      recalled.push({ query, hits: rows[index]?.hits ?? [] });
  }
  return recalled;
}

/** What a search showed although P14 forbids it, by reason; and how much it showed at all. */
export function judge(world: World, recalled: readonly Recalled[]) {
  const customerOf = new Map([...world.messages.values()].map((m) => [m.sessionId, m.customerId]));
  const bySession = Map.groupBy(world.messages.values(), (message) => message.sessionId);
  const wrong = { foreign: 0, window: 0, newer: 0, unsaid: 0 };
  let shown = 0;
  for (const { query, hits } of recalled) {
    const window = new Set(
      (bySession.get(query.sessionId) ?? [])
        .filter((message) => message.said && message.seq <= query.upto)
        .slice(-query.window)
        .map((message) => message.id),
    );
    for (const id of hits.flatMap(idsIn)) {
      shown += 1;
      const message: WorldMessage | undefined = world.messages.get(id);
      if (!message || message.customerId !== customerOf.get(query.sessionId)) wrong.foreign += 1;
      else if (window.has(id)) wrong.window += 1;
      else if (message.seq > query.upto) wrong.newer += 1;
      else if (!message.said) wrong.unsaid += 1;
    }
  }
  return { shown, wrong };
}

function idsIn(hit: Shown): string[] {
  const neighbours = [hit.before, hit.after].flatMap((each) => (each ? [each.message_id] : []));
  return [hit.message_id, ...neighbours];
}
