import type { Metadata } from "next";
import { LinkForm } from "@/app/login/link/link-form";
import { LoginFrame } from "@/app/login/login-frame";
import { loginCopy } from "@/components/copy/login";

export const metadata: Metadata = { title: loginCopy.link.title };

/** Asks for a link by mail: to sign in, or to a new password. */
export default async function LinkPage({ searchParams }: PageProps<"/login/link">) {
  const kind = (await searchParams).for === "reset" ? "reset" : "link";
  return (
    <LoginFrame title={loginCopy[kind].title}>
      <LinkForm kind={kind} />
    </LoginFrame>
  );
}
