import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { CodeForm } from "@/app/login/code/code-form";
import { LoginFrame } from "@/app/login/login-frame";
import { loginCopy } from "@/components/copy/login";
import { currentStaff } from "@/lib/staff/current-staff";
import { safeNextPath } from "@/lib/staff/safe-next-path";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: loginCopy.code.title };

/** Asks for the second factor; who does not need one is sent on. */
export default async function CodePage({ searchParams }: PageProps<"/login/code">) {
  const { next, then } = await searchParams;
  const path = safeNextPath(typeof next === "string" ? next : null);
  const { kind } = await currentStaff(await createUserClient());
  if (kind === "staff") redirect(path as Route);
  if (kind !== "needs_second_factor") redirect(`/login?${new URLSearchParams({ next: path })}`);
  return (
    <LoginFrame title={loginCopy.code.title}>
      <CodeForm next={path} then={then === "password" ? "password" : ""} />
    </LoginFrame>
  );
}
