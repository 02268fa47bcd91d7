import { createHash } from "node:crypto";
import type { IntakeItem } from "@/lib/webhook/intake-item";
import { newItem } from "@/lib/webhook/new-item";

/**
 * The parked stand-in of an item that the database refused whole: its raw form travels as base64 of
 * its JSON, so that nothing in it can be refused again and nothing is lost. Pure.
 */
export function unstorableItem(item: IntakeItem): IntakeItem {
  const json = JSON.stringify(item.raw);
  return newItem({
    dedupe_key: `unstorable:${createHash("sha256").update(json).digest("hex")}`,
    event_type: "unknown",
    raw: { base64: Buffer.from(json).toString("base64") },
    park_reason: "invalid_item",
  });
}
