import type { Delivery, FileFate, MessageEntry, MessageType, SoakCustomer } from "./delivery";
import type { Random } from "./random";

const typeShares: Record<Exclude<MessageType, "stop" | "start">, number> = {
  text: 0.66,
  image: 0.07,
  voice: 0.05,
  document: 0.02,
  button: 0.05,
  list: 0.04,
  location: 0.04,
  sticker: 0.01,
  reaction: 0.06,
};
const fateShares: Record<FileFate, number> = {
  good: 0.88,
  unknown_id: 0.03,
  wrong_checksum: 0.03,
  wrong_type: 0.03,
  kind_not_taken: 0.03,
};

/**
 * What one customer writes: bursts of one to seven messages a second apart, spread over the run, the
 * first of all a text. Some messages of a burst share a webhook, as Meta batches them.
 */
export function planBursts(
  random: Random,
  customer: SoakCustomer,
  count: number,
  postingMs: number,
): Delivery[] {
  const sizes: number[] = [];
  for (let left = count; left > 0; left -= sizes.at(-1) ?? left) {
    sizes.push(Math.min(left, random.whole(1, 7)));
  }
  const starts = sizes.map(() => random.next() * postingMs * 0.97).sort((a, b) => a - b);
  const deliveries: Delivery[] = [];
  for (const [burst, size] of sizes.entries()) {
    let at = starts[burst] ?? 0;
    for (let n = 0; n < size; n += 1) {
      const isFirst = burst === 0 && n === 0;
      const word = n === 0 ? consentWord(customer, burst, sizes.length) : null;
      const type = isFirst ? "text" : (word ?? random.weighted(typeShares));
      const entry = message(random, customer, type, at);
      const batch = deliveries.at(-1);
      if (n > 0 && batch && random.chance(0.15)) batch.entries.push(entry);
      else deliveries.push(alone(random, entry));
      at += random.whole(150, 1_400);
    }
  }
  return deliveries;
}

/** STOP halfway; START a burst later for those who return. */
function consentWord(
  { part }: SoakCustomer,
  burst: number,
  bursts: number,
): "stop" | "start" | null {
  const half = Math.max(1, Math.floor(bursts / 2));
  if (burst === half && (part === "leaves" || part === "returns")) return "stop";
  return burst === half + 1 && part === "returns" ? "start" : null;
}

function message(
  random: Random,
  customer: SoakCustomer,
  type: MessageType,
  writtenMs: number,
): MessageEntry {
  return {
    kind: "message",
    type,
    customer,
    wamid: inboundWamid(random, customer),
    token: random.hex(10),
    writtenMs,
    draw: random.next(),
    fate: fateOf(random, type),
  };
}

/** Stickers are not put up with the provider: their ids lead nowhere. */
function fateOf(random: Random, type: MessageType): FileFate | null {
  if (type === "sticker") return "unknown_id";
  return ["image", "voice", "document"].includes(type) ? random.weighted(fateShares) : null;
}

/** Shaped like Meta's: base64 that holds the number. */
export const inboundWamid = (random: Random, { waId }: SoakCustomer) =>
  `wamid.${Buffer.from(`${waId}|${random.hex(20)}`).toString("base64")}`;

function alone(random: Random, entry: MessageEntry): Delivery {
  const shares = { live: 0.65, meta: 0.17, test_button: 0.04, flat_messages: 0.08 };
  const envelope =
    entry.type === "text" && random.chance(0.06) ? "legacy_flat" : random.weighted(shares);
  return {
    dueMs: entry.writtenMs,
    envelope,
    entries: [entry],
    refusal: null,
    isRepeat: false,
    isLate: false,
  };
}
