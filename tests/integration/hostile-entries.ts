import fc from "fast-check";
import type { Json } from "@/lib/supabase/database.types";
import { absurdTime, hostileNumber, hostileText, hostileValue } from "./hostile-values";

type Fields = { [key: string]: fc.Arbitrary<Json | undefined> };

/** Few ids, so that entries meet: numbers that change hands, conflicts, updates of earlier messages. */
const userId = fc.constantFrom("UG.1", "UG.2", "UG.3", "UG.ENT.4", "ug.5", "UG.");
const phone = fc.constantFrom(
  ...["256700010001", "256700010002", "+256700010003", "0700010004", "256312000411", "7", ""],
);
const wamid = fc.noBias(fc.nat(400)).map((n) => `wamid.D${n}`);
const text = fc.oneof(hostileText, fc.constantFrom("hello", "STOP", "START", "cancel", "acha"));
const time = fc.oneof(
  absurdTime,
  fc.noBias(fc.nat(90_000)).map((age) => Math.floor(Date.now() / 1_000) - age),
);
const errors = fc.array(fc.record({ code: fc.oneof(hostileNumber, hostileText), title: text }), {
  maxLength: 2,
});

/** An entry whose fields are each of the right sort, hostile, or missing. */
const entry = (fields: Fields): fc.Arbitrary<Json> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [
          name,
          fc.oneof({ weight: 15, arbitrary: value }, { weight: 1, arbitrary: hostileValue }),
        ]),
      ),
      { requiredKeys: ["id"].filter((key) => key in fields) },
    )
    .map((object) => ({ ...object }));

const bodies: Fields = {
  text: entry({ body: text }),
  image: entry({ id: text, caption: text, mime_type: text, sha256: text }),
  document: entry({ id: fc.constantFrom("1", "../2"), filename: text }),
  location: entry({ latitude: hostileNumber, longitude: hostileNumber, name: text, address: text }),
  contacts: fc.array(
    entry({
      name: entry({ formatted_name: text }),
      phones: fc.array(entry({ phone, wa_id: phone }), { maxLength: 2 }),
      origin: fc.constantFrom("contact_request", "other"),
    }),
    { maxLength: 2 },
  ),
  button: entry({ text, payload: text }),
  interactive: entry({
    button_reply: entry({ id: text, title: text }),
    list_reply: entry({ id: text, title: text, description: text }),
    nfm_reply: entry({
      name: text,
      response_json: hostileValue.map((value) => JSON.stringify(value)),
    }),
  }),
  reaction: entry({ message_id: wamid, emoji: text }),
  order: entry({
    text,
    product_items: fc.array(entry({ quantity: hostileNumber, item_price: hostileNumber }), {
      maxLength: 3,
    }),
  }),
  edit: entry({
    original_message_id: wamid,
    message: entry({ type: fc.constant("text"), text: entry({ body: text }) }),
  }),
  revoke: entry({ original_message_id: wamid }),
  system: entry({
    type: fc.constantFrom("user_changed_number", "user_changed_user_id"),
    body: text,
    wa_id: phone,
    user_id: userId,
  }),
  unsupported: entry({ type: text }),
};

const message = fc.constantFrom(...Object.keys(bodies), "hologram").chain((type) =>
  entry({
    id: wamid,
    from: phone,
    from_user_id: userId,
    timestamp: time,
    type: fc.constant(type),
    [type]: bodies[type] ?? hostileValue,
    context: entry({ id: wamid, from: phone, forwarded: fc.boolean() }),
    referral: entry({ headline: text, source_url: text }),
    errors,
  }),
);

const lists = {
  messages: message,
  statuses: entry({
    id: wamid,
    status: fc.constantFrom("sent", "delivered", "read", "played", "failed", "deleted", " READ "),
    timestamp: time,
    recipient_id: phone,
    recipient_user_id: userId,
    pricing: hostileValue,
    errors,
  }),
  user_preferences: entry({
    wa_id: phone,
    user_id: userId,
    category: fc.constantFrom("marketing_messages", "marketing_messages", "other"),
    value: fc.oneof(fc.constantFrom("stop", "resume", "STOP"), text),
    timestamp: time,
  }),
  user_id_update: entry({ user_id: entry({ previous: userId, current: userId }), timestamp: time }),
  message_echoes: entry({
    id: wamid,
    from: phone,
    to: phone,
    type: fc.constant("text"),
    text: entry({ body: text }),
  }),
  errors: entry({ code: hostileNumber, title: text }),
};

const contact = entry({
  wa_id: phone,
  user_id: userId,
  profile: entry({ name: text, username: text }),
});

/** Lists of a Meta value whose entries pass the first look and go as far into the database as they can. */
export const hostileLists: fc.Arbitrary<{ [list: string]: Json[] | undefined }> = fc
  .record(
    {
      contacts: fc.array(contact, { maxLength: 3 }),
      ...Object.fromEntries(
        Object.entries(lists).map(([name, each]) => [
          name,
          fc.array(each, { minLength: 1, maxLength: 4 }),
        ]),
      ),
    },
    { requiredKeys: [] },
  )
  .map((value) => ({ ...value }));

/** What Luminous says of its own sends, true or not. */
export const hostileReport: fc.Arbitrary<Json> = entry({
  success: fc.boolean(),
  message: text,
  data: entry({
    messages: fc.array(entry({ id: wamid, to: phone, text: entry({ body: text }) }), {
      maxLength: 2,
    }),
    contacts: fc.array(entry({ wa_id: phone, input: phone, user_id: userId }), { maxLength: 2 }),
    error: entry({ code: hostileNumber, message: text }),
    chat: entry({ wam_id: wamid, created_at: time, metadata: text, contact: entry({ phone }) }),
  }),
});
