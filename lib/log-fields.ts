/** Our own ids (uuids, sequence numbers, Inngest run ids), as text or number. */
type Id = string | number | null | undefined;
type Quantity = number | null | undefined;
/** A word from a fixed set: no spaces, never anything a customer or a provider wrote. */
type Word = string | null | undefined;

/**
 * Everything a log line may carry (P13). A field that is not here does not compile, and is replaced at
 * run time as well. Ids of WhatsApp hold the customer's number, so they are refused although they are ids.
 */
export type LogFields = {
  [id: `${string}_id`]: Id;
  [ids: `${string}_ids`]: readonly (string | number)[] | undefined;
  [count: `${string}_count`]: Quantity;
  [duration: `${string}_ms`]: Quantity;
  [tokens: `${string}_tokens`]: Quantity;
  [size: `${string}_bytes`]: Quantity;
  [seq: `${string}_seq`]: Quantity;
  [flag: `is_${string}`]: boolean | undefined;

  wa_message_id?: never;
  wa_message_ids?: never;
  wa_user_id?: never;
  wa_media_id?: never;
  phone_number_id?: never;
  chat_id?: never;

  attempt?: Quantity;
  cost_usd?: Quantity;
  fence?: Quantity;
  http_status?: Quantity;
  limit?: Quantity;
  part_index?: Quantity;
  port?: Quantity;
  seq?: Quantity;

  action?: Word;
  code?: Word;
  component?: Word;
  direction?: Word;
  event_name?: Word;
  event_type?: Word;
  function_name?: Word;
  kind?: Word;
  message_type?: Word;
  method?: Word;
  model?: Word;
  needs?: Word;
  outcome?: Word;
  park_reason?: Word;
  path?: Word;
  provider?: Word;
  reason?: Word;
  role?: Word;
  route?: Word;
  scope?: Word;
  signal?: Word;
  state?: Word;
  status?: Word;
  step?: Word;
  template?: Word;
  tool?: Word;
  variable?: Word;
  version?: Word;

  /** Logged as name, code and our own stack frames; see describe-error.ts. */
  error?: unknown;
};

const suffixes = /_(id|ids|count|ms|tokens|bytes|seq)$|^is_/;
const refused = new Set([
  "wa_message_id",
  "wa_message_ids",
  "wa_user_id",
  "wa_media_id",
  "phone_number_id",
  "chat_id",
]);
const named = new Set(
  `attempt cost_usd fence http_status limit part_index port seq action code component direction
   event_name event_type function_name kind message_type method model needs outcome park_reason path
   provider reason role route scope signal state status step template tool variable version`.split(
    /\s+/,
  ),
);

/** The allow-list again, for values that reached us past the compiler. */
export function isLogField(name: string): boolean {
  return !refused.has(name) && (named.has(name) || suffixes.test(name));
}
