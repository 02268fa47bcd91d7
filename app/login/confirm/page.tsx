import type { Metadata } from "next";
import { ConfirmForm } from "@/app/login/confirm/confirm-form";
import { LoginFrame } from "@/app/login/login-frame";
import { loginCopy } from "@/components/copy/login";

export const metadata: Metadata = { title: loginCopy.title, referrer: "no-referrer" };

/** Where the links of mails lead; opening it uses nothing up. */
export default async function ConfirmPage({ searchParams }: PageProps<"/login/confirm">) {
  const { token_hash: tokenHash, type } = await searchParams;
  const kind = type === "invite" || type === "recovery" ? type : "email";
  return (
    <LoginFrame title={loginCopy.confirm[kind].title}>
      <ConfirmForm tokenHash={typeof tokenHash === "string" ? tokenHash : ""} kind={kind} />
    </LoginFrame>
  );
}
