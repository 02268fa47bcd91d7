import type { JsonObject } from "@/lib/webhook/intake-item";
import { pickFields } from "@/lib/webhook/json-fields";
import { cutText } from "@/lib/webhook/storable-text";

/** UTF-16 units that a name, an id or another label is kept with. */
export const MAX_LABEL_LENGTH = 256;

/** Only short scalars: what is shared is repeated in the raw form of every item of a batch. */
export function shortScalars(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(pickFields(object, keys))
      .filter(([, value]) => typeof value !== "object" || value === null)
      .map(([key, value]) => [
        key,
        typeof value === "string" ? cutText(value, MAX_LABEL_LENGTH) : value,
      ]),
  );
}
