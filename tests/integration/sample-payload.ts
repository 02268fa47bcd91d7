import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../fixtures/payloads");

/** When the samples were composed, Unix seconds; their times are moved so that this is a minute ago. */
const composedAt = 1_795_330_800;
const startedAt = Date.now();

export const samplePayloads: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .sort();

/** The text of one sample, with its times moved to now; the same bytes for the whole run. */
export function samplePayload(name: string): string {
  const shift = Math.floor(startedAt / 1_000) - 60 - composedAt;
  const aMinuteAgo = new Date(startedAt - 60_000).toISOString().slice(0, 19);
  return readFileSync(join(folder, name), "utf8")
    .replaceAll(
      /("timestamp":\s*"?)(\d{10})\b/g,
      (_, key: string, time: string) => `${key}${Number(time) + shift}`,
    )
    .replaceAll(/2026-11-22([ T])0\d:\d\d:\d\d/g, (_, separator: string) =>
      aMinuteAgo.replace("T", separator),
    );
}

/** Every message id of a payload replaced by one of its own, the same for the same. */
export function withOwnIds(payload: string, tag: string): string {
  const ids = new Map<string, string>();
  return payload.replaceAll(/wamid\.[\w=+/-]+/g, (id) => {
    const own = ids.get(id) ?? `wamid.${tag}.${ids.size}`;
    ids.set(id, own);
    return own;
  });
}
