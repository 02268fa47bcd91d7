import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { LoginFrame } from "@/app/login/login-frame";
import { PasswordForm } from "@/app/login/password/password-form";
import { loginCopy } from "@/components/copy/login";
import { currentStaff } from "@/lib/staff/current-staff";
import { enteredByMail } from "@/lib/staff/entered-by-mail";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: loginCopy.newPassword.title };

/** After an invitation or a reset: the new password. Who has a second factor gives it first. */
export default async function PasswordPage() {
  const supabase = await createUserClient();
  const { kind } = await currentStaff(supabase);
  if (kind === "needs_second_factor") redirect("/login/code?then=password" as Route);
  if (kind !== "staff") redirect(`/login?reason=${kind}` as Route);
  if (!(await enteredByMail(supabase))) redirect("/account" as Route);
  return (
    <LoginFrame title={loginCopy.newPassword.title}>
      <PasswordForm />
    </LoginFrame>
  );
}
