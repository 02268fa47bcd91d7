import type { Metadata } from "next";
import { LoginForm } from "@/app/login/login-form";
import { LoginFrame } from "@/app/login/login-frame";
import { loginCopy } from "@/components/copy/login";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: loginCopy.title };

export default async function LoginPage({ searchParams }: PageProps<"/login">) {
  const { next, reason } = await searchParams;
  return (
    <LoginFrame title={loginCopy.title}>
      <LoginForm
        next={typeof next === "string" ? next : ""}
        reason={typeof reason === "string" ? reason : ""}
      />
      {env().LOCAL_PARTS.length > 0 && (
        <p className="mt-6 border-t border-line pt-3 text-2xs text-muted">{loginCopy.local}</p>
      )}
    </LoginFrame>
  );
}
