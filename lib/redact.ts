export const redacted = "[redacted]";

const longest = 200;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ulid = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const word = /^[\w.:/[\]@+-]*$/;

/** Eight digits or more, however they are grouped: every international number has at least eight. */
const digits = /\d(?:[\s().\-/]*\d){7,}/;
const telling = [
  digits,
  /wamid/i,
  /[^\s@]@[^\s@]/,
  /\beyJ[\w-]{5,}/,
  /\b(?:sk|sbp|sb_secret|sb_publishable|signkey|local|whsec|EAA)[-_]?\w*[-_][\w-]{12,}/i,
  /https?:\/\/\S*[?@#]/i,
  /[?&](?:token|apikey|access_token|key|sig|signature)=/i,
];

/** A WhatsApp message id is base64 around the customer's number, also without its `wamid.` prefix. */
function holdsEncodedNumber(value: string): boolean {
  for (const [run] of value.matchAll(/[A-Za-z0-9+/_-]{16,}/g))
    if (digits.test(Buffer.from(run, "base64").toString("latin1"))) return true;
  return false;
}

function isTelling(value: string): boolean {
  return telling.some((pattern) => pattern.test(value)) || holdsEncodedNumber(value);
}

/** Free text of our own (an event name, a safe error's message): kept unless it gives something away. */
export function redactText(value: string): string {
  return isTelling(value) ? redacted : value;
}

/**
 * A field's value: our ids and single words pass; sentences, long strings, numbers, addresses, tokens
 * and anything else that could be personal or secret become `[redacted]`.
 */
export function redactWord(value: string): string {
  if (uuid.test(value) || ulid.test(value) || instant.test(value)) return value;
  if (value.length > longest || !word.test(value) || isTelling(value)) return redacted;
  return value;
}

/** A number below the limit passes; one as long as a telephone number does not. */
export function redactNumber(value: number, limit: number): number | string {
  return Number.isFinite(value) && Math.abs(value) < limit ? value : redacted;
}
