import { requestJson } from "@/components/query/request-json";
import type { StaffActed, StaffCursor, StaffFilter, StaffPage } from "@/lib/staff/console-schemas";
import type { StaffRole } from "@/lib/staff/roles";

/** Every query key of this domain. */
export const staffKeys = {
  all: ["staff"] as const,
  list: (filter: StaffFilter) => ["staff", "list", filter] as const,
};

const staff = "/api/console/staff";

export function fetchStaff(filter: StaffFilter, cursor: StaffCursor | null, signal: AbortSignal) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
  if (cursor) query.set("cursor", JSON.stringify(cursor));
  return requestJson<StaffPage>(`${staff}?${query}`, { signal });
}

export function postInvitation(body: { email: string; display_name: string; role: StaffRole }) {
  return requestJson<StaffActed>(staff, { body });
}

export function postRole(id: string, role: StaffRole) {
  return requestJson<StaffActed>(`${staff}/${id}/role`, { body: { role } });
}

export function postStaffAct(
  id: string,
  act: "deactivate" | "reactivate" | "invite" | "reset-factor",
) {
  return requestJson<StaffActed>(`${staff}/${id}/${act}`, { body: {} });
}
