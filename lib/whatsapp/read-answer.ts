/** An answer longer than this is no answer of Luminous. */
const MAX_ANSWER_BYTES = 1_000_000;

/** `Retry-After` in seconds or as a date, in milliseconds from now; null when absent or unreadable. */
export function retryAfterMs(headers: Headers): number | null {
  const stated = headers.get("retry-after")?.trim();
  if (!stated) return null;
  const ms = /^\d{1,7}$/.test(stated) ? Number(stated) * 1000 : Date.parse(stated) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

/** The body as JSON, or undefined when it is too long or no JSON. Throws when the connection breaks. */
export async function readAnswer(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}
