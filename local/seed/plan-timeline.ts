import type { Random } from "./random";

const day = 86_400;
export const monthsSeconds = 365 * day;

export const turns = { inbound: 0, bot: 1, staff: 2 } as const;

export type Timeline = {
  /** Seconds before now, of each message, the oldest first. */
  ages: Uint32Array;
  session: Uint32Array;
  who: Uint8Array;
};

/**
 * When which conversation says something: `messages` in all over 365 days, more in the newest months,
 * a few conversations with very many (the first with up to 50,000), most with a handful. Sorted by time
 * over all conversations, as `seq` is.
 */
export function planTimeline(random: Random, sessions: number, messages: number): Timeline {
  const counts = shareOut(random, sessions, messages);
  const ages = new Uint32Array(messages);
  const session = new Uint32Array(messages);
  const who = new Uint8Array(messages);
  let at = 0;
  for (let index = 0; index < sessions; index += 1) {
    const count = counts[index] ?? 0;
    // The newest moment of a conversation: squared, so that recent months are fuller, as in a shop that grows.
    let age = Math.floor(random.next() ** 2 * (monthsSeconds - 40 * day)) + random.whole(0, 3_600);
    const byStaff = random.chance(0.15);
    const longest = count > 2_000 ? 2 * 3_600 : 3 * day;
    const start = at;
    for (let n = 0; n < count; n += 1) {
      ages[at] = Math.min(age, monthsSeconds);
      session[at] = index;
      at += 1;
      age += random.chance(0.75) ? random.whole(5, 180) : random.whole(600, longest);
    }
    // Backwards from the newest: about two of three conversations end with an answer of ours.
    let turn: number = random.chance(0.34) ? turns.inbound : byStaff ? turns.staff : turns.bot;
    for (let n = start; n < at; n += 1) {
      who[n] = turn;
      const stays = random.chance(0.25);
      if (!stays) {
        turn =
          turn !== turns.inbound
            ? turns.inbound
            : byStaff && n - start < 6
              ? turns.staff
              : turns.bot;
      }
    }
  }
  return inOrderOfTime({ ages, session, who });
}

/** How many messages each conversation has: Zipf-like, at least one. */
function shareOut(random: Random, sessions: number, messages: number): Uint32Array {
  const counts = new Uint32Array(sessions).fill(1);
  let left = messages - sessions;
  counts[0] = 1 + Math.min(50_000, Math.floor(left / 20));
  left -= (counts[0] ?? 1) - 1;
  while (left > 0) {
    const index = random.chance(0.7) ? random.whole(0, sessions - 1) : random.zipf(sessions);
    const more = Math.min(left, random.whole(1, 12));
    counts[index] = (counts[index] ?? 0) + more;
    left -= more;
  }
  return counts;
}

function inOrderOfTime({ ages, session, who }: Timeline): Timeline {
  const order = new Float64Array(ages.length);
  const places = order.length + 1;
  // Age and place in one number (below 2^53 up to 200 million messages), so that typed arrays sort without a comparison function.
  for (let n = 0; n < order.length; n += 1) {
    order[n] = (monthsSeconds - (ages[n] ?? 0)) * places + (order.length - n);
  }
  order.sort();
  const sorted = {
    ages: new Uint32Array(ages.length),
    session: new Uint32Array(ages.length),
    who: new Uint8Array(ages.length),
  };
  order.forEach((key, n) => {
    const from = order.length - (key % places);
    sorted.ages[n] = ages[from] ?? 0;
    sorted.session[n] = session[from] ?? 0;
    sorted.who[n] = who[from] ?? 0;
  });
  return sorted;
}
