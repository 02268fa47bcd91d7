import type { PhoneMessage } from "@/components/simulator/simulator-queries";

/** Changed bubbles replace their earlier form; the phone shows them in the order in which they came. */
export function mergePhoneMessages(known: PhoneMessage[], changed: PhoneMessage[]): PhoneMessage[] {
  if (changed.length === 0) return known;
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of changed) byId.set(message.id, message);
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
}
