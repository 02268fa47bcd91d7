import { z } from "zod";

const instant = z.string();

export const auditRow = z.object({
  id: z.uuid(),
  at: instant,
  actor_id: z.uuid().nullable(),
  actor_kind: z.enum(["staff", "system"]),
  actor_name: z.string().nullable(),
  action: z.string(),
  subject_kind: z.string(),
  subject_id: z.uuid().nullable(),
  /** Of staff only: who else was acted on is shown by id. */
  subject_name: z.string().nullable(),
  details: z.record(z.string(), z.json()),
});
export const auditCursor = z.object({ at: instant, id: z.uuid() });
export const auditPage = z.object({ rows: z.array(auditRow), next: auditCursor.nullable() });

const moment = z.iso.datetime({ offset: true }).optional();
const word = z
  .string()
  .regex(/^[a-z_]{1,60}$/)
  .optional();
export const auditFilter = z.object({
  actor: z.union([z.uuid(), z.literal("system")]).optional(),
  action: word,
  kind: word,
  subject: z.uuid().optional(),
  from: moment,
  to: moment,
});
export const auditExport = z.object({ csv: z.string(), rows: z.int(), is_cut: z.boolean() });

export type AuditRow = z.infer<typeof auditRow>;
export type AuditCursor = z.infer<typeof auditCursor>;
export type AuditPage = z.infer<typeof auditPage>;
export type AuditFilter = z.infer<typeof auditFilter>;
export type AuditExport = z.infer<typeof auditExport>;
