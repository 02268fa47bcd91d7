import { z } from "zod";
import type { Store } from "../providers/open-store";

const delaySchema = z.number().int().min(0).max(600_000);

const delaysSchema = z.strictObject({
  echo: delaySchema,
  sent: delaySchema,
  delivered: delaySchema,
  read: delaySchema,
});
const mediaSchema = z.strictObject({
  urlSeconds: z.number().int().min(0).max(3_600),
  idDays: z.number().min(0).max(30),
});

/** How the platform and the customers' phones behave. Kept in the data directory. */
const settingsSchema = z.strictObject({
  /** Post `message.status.update` webhooks. The phone shows the message either way. */
  statuses: z.boolean(),
  /** Post the `message.sent` echo of every send, refused ones included. */
  echo: z.boolean(),
  /** Post the echo and wait for its answer before answering the send, as the platform's code does. */
  echoBeforeResponse: z.boolean(),
  /** Every delivered message is read at once, as if the chat were always open. */
  autoRead: z.boolean(),
  /** Refuse free text with 131047 more than 24 hours after the customer's last message. */
  enforceWindow: z.boolean(),
  /** Strip tags and escape `&`, as the platform's HTML purifier is believed to do. */
  purifyHtml: z.boolean(),
  /** 403 on sends when false. */
  subscriptionActive: z.boolean(),
  /** 403 on sends when false. */
  whatsappConnected: z.boolean(),
  /** 429 above this many requests a minute; null = no limit. The platform's own is 60. */
  requestsPerMinute: z.number().int().positive().nullable(),
  /** How long Graph's address of a file lives, and how long a media id. */
  media: mediaSchema,
  /** Milliseconds after the message was accepted. */
  delays: delaysSchema,
});
export type Settings = z.output<typeof settingsSchema>;

const INITIAL: Settings = {
  statuses: true,
  echo: true,
  echoBeforeResponse: false,
  autoRead: false,
  enforceWindow: false,
  purifyHtml: false,
  subscriptionActive: true,
  whatsappConnected: true,
  requestsPerMinute: null,
  media: { urlSeconds: 300, idDays: 7 },
  delays: { echo: 0, sent: 30, delivered: 150, read: 400 },
};

const changeSchema = settingsSchema
  .extend({ delays: delaysSchema.partial(), media: mediaSchema.partial() })
  .partial();

export type SettingsKeeper = ReturnType<typeof createSettings>;

export function createSettings(store: Store) {
  const read = store.db.prepare("select value from settings where name = 'luminous'");
  const write = store.db.prepare("insert or replace into settings values ('luminous', ?)");
  const row = z.object({ value: z.string() }).optional().parse(read.get());
  let current =
    row === undefined
      ? INITIAL
      : // A data directory may be older than a setting.
        settingsSchema.parse({
          ...INITIAL,
          ...z.record(z.string(), z.unknown()).parse(JSON.parse(row.value)),
        });

  return {
    get: (): Settings => current,
    /** Changes what is named and keeps the rest; a ZodError when a name or value is wrong. */
    change(input: unknown): Settings {
      const { delays, media, ...rest } = changeSchema.parse(input);
      current = settingsSchema.parse({
        ...current,
        ...rest,
        media: { ...current.media, ...media },
        delays: { ...current.delays, ...delays },
      });
      write.run(JSON.stringify(current));
      return current;
    },
  };
}
