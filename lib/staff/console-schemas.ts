import { z } from "zod";
import { staffRoles } from "@/lib/staff/roles";

export const staffStates = ["active", "invited", "deactivated"] as const;

export const staffRow = z.object({
  user_id: z.uuid(),
  display_name: z.string(),
  email: z.string(),
  role: z.enum(staffRoles),
  state: z.enum(staffStates),
  has_second_factor: z.boolean(),
  last_sign_in_at: z.string().nullable(),
  created_at: z.string(),
  is_me: z.boolean(),
  open_sessions: z.int(),
});
export const staffCursor = z.object({ name: z.string(), id: z.uuid() });
export const staffPage = z.object({ rows: z.array(staffRow), next: staffCursor.nullable() });
export const staffFilter = z.object({
  search: z.string().max(200).optional(),
  role: z.enum(staffRoles).optional(),
  state: z.enum(staffStates).optional(),
  id: z.uuid().optional(),
});

export const inviteRequest = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email()),
  display_name: z.string().trim().min(1).max(120),
  role: z.enum(staffRoles),
});
export const roleRequest = z.object({ role: z.enum(staffRoles) });
export const staffParams = z.object({ id: z.uuid() });
export const staffActed = z.object({ user_id: z.uuid(), released: z.int() });

export type StaffRow = z.infer<typeof staffRow>;
export type StaffCursor = z.infer<typeof staffCursor>;
export type StaffPage = z.infer<typeof staffPage>;
export type StaffFilter = z.infer<typeof staffFilter>;
export type StaffState = (typeof staffStates)[number];
export type StaffActed = z.infer<typeof staffActed>;
