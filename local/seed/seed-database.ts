import { insertAttempts, insertMessages, insertPeople, settleSessions } from "./insert-rows";
import { planInbound, planOutbound } from "./plan-message";
import { planPeople } from "./plan-people";
import { planTimeline, turns } from "./plan-timeline";
import { createRandom } from "./random";
import { seedStaff } from "./seed-staff";
import type { SeedTarget } from "./seed-target";
import { pauseTriggers, rebuildWords } from "./word-index";

export type SeedOptions = { sessions: number; messages: number; seed: number };

const batch = 5_000;

/**
 * Fills a database with conversations of a year: deterministic for a seed, in bulk, without vectors.
 * Triggers rest while it writes, and the search index is made at the end.
 */
export async function seedDatabase(
  target: SeedTarget,
  options: SeedOptions,
  say: (text: string) => void,
): Promise<void> {
  const [present] = await target.query(
    "select count(*)::int as n from (select 1 from public.customers limit 1) x",
  );
  if (present?.n !== 0) {
    throw new Error(
      "This database holds customers already. The seed goes into an empty one: `npm run local -- --reset` empties it.",
    );
  }
  const random = createRandom(options.seed);
  const timeline = planTimeline(random, options.sessions, options.messages);
  const newest: number[] = new Array(options.sessions).fill(0);
  timeline.session.forEach((session, n) => {
    newest[session] = timeline.ages[n] ?? 0;
  });

  const staffIds = await seedStaff(target, random);
  const people = planPeople(random, newest, staffIds);
  const resume = await pauseTriggers(target);
  try {
    await insertPeople(target, people);
    say(`${people.customers.length} customers, ${people.sessions.length} conversations`);
    const language = new Map(people.customers.map((each) => [each.id, each.locale]));
    const languages = people.sessions
      .toSorted((a, b) => a.idx - b.idx)
      .map((each) => language.get(each.customer_id) ?? "en");
    for (let from = 0; from < options.messages; from += batch) {
      const rows = [];
      for (let n = from; n < Math.min(from + batch, options.messages); n += 1) {
        const session = timeline.session[n] ?? 0;
        const speaks = random.chance(0.2) ? "en" : (languages[session] ?? "en");
        const who = timeline.who[n];
        rows.push({
          seq: n + 1,
          idx: session,
          age: timeline.ages[n] ?? 0,
          ...(who === turns.inbound
            ? planInbound(random, speaks)
            : planOutbound(random, speaks, who === turns.staff ? "staff" : "bot")),
        });
      }
      await insertMessages(target, rows);
      if ((from / batch) % 20 === 19) say(`${from + rows.length} of ${options.messages} messages`);
    }
    await insertAttempts(target, options.messages, say);
    await settleSessions(target);
    say("The words of all messages are being indexed");
    await rebuildWords(target, options.messages, say);
  } finally {
    await resume();
  }
  await target.query("analyze");
}
