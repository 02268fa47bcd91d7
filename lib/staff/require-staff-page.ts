import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { type CurrentStaff, currentStaff, type Staff } from "@/lib/staff/current-staff";
import { createUserClient } from "@/lib/supabase/user-client";

/** One look-up a request, however many layouts and pages ask. */
const currentStaffOfRequest = cache(
  async (): Promise<CurrentStaff> => currentStaff(await createUserClient()),
);

/** The signed-in member of staff; everyone else goes to the sign-in page, which says why. */
export async function requireStaffPage(): Promise<Staff> {
  const current = await currentStaffOfRequest();
  if (current.kind === "staff") return current.staff;
  const path = (await headers()).get("x-console-path") ?? "/sessions";
  const query = new URLSearchParams({ next: path });
  if (current.kind === "needs_second_factor") redirect(`/login/code?${query}`);
  if (current.kind !== "signed_out") query.set("reason", current.kind);
  redirect(`/login?${query}`);
}
