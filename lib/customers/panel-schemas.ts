import { z } from "zod";
import { instant } from "@/lib/chat/console-schemas";
import { sessionNote } from "@/lib/chat/conversation-schemas";

export const customerIdentity = z.object({
  id: z.uuid(),
  kind: z.enum(["phone", "wa_user_id"]),
  masked: z.string(),
  valid_from: instant,
  valid_to: instant.nullable(),
});

export const customerPanel = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  locale: z.string().nullable(),
  since: instant,
  erased_at: instant.nullable(),
  consent: z.enum(["pending", "opted_in", "opted_out"]),
  consent_updated_at: instant.nullable(),
  marketing: z.enum(["unknown", "allowed", "stopped"]),
  /** The viewer's role may see full numbers, each time on record. */
  can_reveal: z.boolean(),
  identities: z.array(customerIdentity),
  consent_events: z.array(
    z.object({
      id: z.uuid(),
      scope: z.enum(["service", "marketing"]),
      to: z.string(),
      source: z.string(),
      channel: z.string(),
      words: z.string().nullable(),
      at: instant,
      by: z.string().nullable(),
    }),
  ),
  sessions: z.array(
    z.object({
      id: z.uuid(),
      status: z.enum(["active", "closed"]),
      owner: z.enum(["bot", "human"]),
      started_at: instant,
      last_message_at: instant,
      assigned_name: z.string().nullable(),
    }),
  ),
  notes: z.array(sessionNote),
  flags: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(["phone", "wa_user_id"]),
      reason: z.enum(["belongs_to_another", "changed_without_notice"]),
      at: instant,
      other_session_id: z.uuid().nullable(),
    }),
  ),
});

export const revealedIdentity = z.object({ value: z.string() });

export type CustomerPanel = z.infer<typeof customerPanel>;
export type CustomerIdentity = z.infer<typeof customerIdentity>;
