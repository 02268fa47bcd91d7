import { contentHash } from "@/lib/webhook/content-hash";
import type { IntakeItem, ParkReason } from "@/lib/webhook/intake-item";

const WITHOUT_ID: readonly (ParkReason | null)[] = [
  "missing_message_id",
  "invalid_item",
  "unknown_shape",
];

/**
 * Parked items without an id are keyed by content, so two that look alike in one delivery would be
 * taken for one. The second, third … get keys of their own; the same delivery repeated gives the
 * same keys again.
 */
export function separateRepeats(items: IntakeItem[]): IntakeItem[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    if (!WITHOUT_ID.includes(item.park_reason)) return item;
    const repeat = (seen.get(item.dedupe_key) ?? 0) + 1;
    seen.set(item.dedupe_key, repeat);
    if (repeat === 1) return item;
    const key = `${item.event_type}:${contentHash([item.dedupe_key, repeat])}`;
    return { ...item, dedupe_key: key };
  });
}
