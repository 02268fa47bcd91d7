import type { Metadata } from "next";
import { AccountPage } from "@/components/account/account-page";
import { accountCopy } from "@/components/copy/account";
import { SafeError } from "@/lib/safe-error";
import { requireStaffPage } from "@/lib/staff/require-staff-page";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: accountCopy.title };

/** Everybody's own account. */
export default async function Page() {
  const staff = await requireStaffPage();
  const supabase = await createUserClient();
  const { data, error } = await supabase.auth.getUser();
  if (error) throw new SafeError(error.code ?? "auth_failed", "Reading one's own account failed");
  return (
    <AccountPage
      email={data.user.email ?? ""}
      name={staff.name}
      role={staff.role}
      hasFactor={(data.user.factors ?? []).some((factor) => factor.status === "verified")}
    />
  );
}
