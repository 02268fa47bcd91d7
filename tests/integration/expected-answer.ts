import { parseWebhook } from "@/lib/webhook/parse-webhook";
import { readJsonObject } from "@/lib/webhook/read-json-object";
import { ourNumber } from "./customer";

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** What P4 says of a body, told without the service's own reader. */
export function expectedStatus(text: string): 200 | 400 {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject && depthOf(value) <= 64 ? 200 : 400;
  } catch {
    return 400;
  }
}

/** The keys under which the items of a delivery are stored. */
export function dedupeKeys(text: string): string[] {
  const body = readJsonObject(new TextEncoder().encode(text));
  if (!body.ok) throw new Error(`Not a delivery: ${body.reason}`);
  return parseWebhook(body.value, {
    receivedAt: new Date(),
    ownNumbers: [{ phoneNumberId: ourNumber, displayNumber: "256312000411" }],
    defaultRegion: "UG",
  }).map((item) => item.dedupe_key);
}
