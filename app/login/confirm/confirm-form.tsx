"use client";

import Link from "next/link";
import { useActionState } from "react";
import { type ConfirmState, confirmLink } from "@/app/login/confirm/actions";
import { LoginNotice } from "@/app/login/login-notice";
import { loginCopy } from "@/components/copy/login";
import { Button } from "@/components/ui/button";

type ConfirmFormProps = { tokenHash: string; kind: "invite" | "recovery" | "email" };

export function ConfirmForm({ tokenHash, kind }: ConfirmFormProps) {
  const [state, action, pending] = useActionState<ConfirmState, FormData>(confirmLink, {
    problem: tokenHash === "" ? "link_expired" : null,
  });
  const words = loginCopy.confirm[kind];
  const isOver = state.problem === "link_expired";
  return (
    <form action={action} className="grid gap-3.5">
      {state.problem && (
        <LoginNotice tone="problem">
          {isOver ? words.expired : loginCopy.problems[state.problem]}
        </LoginNotice>
      )}
      {!isOver && <p className="text-muted text-xs">{words.about}</p>}
      <input type="hidden" name="token_hash" value={tokenHash} />
      <input type="hidden" name="type" value={kind} />
      {!isOver && (
        <Button type="submit" variant="primary" size="large" disabled={pending} autoFocus>
          {pending ? loginCopy.submitting : words.submit}
        </Button>
      )}
      <Link
        href={
          isOver && kind !== "invite"
            ? `/login/link?for=${kind === "recovery" ? "reset" : "link"}`
            : "/login"
        }
        className="py-1 text-muted text-xs underline hover:text-ink"
      >
        {isOver && kind !== "invite" ? loginCopy.confirm.again : loginCopy.back}
      </Link>
    </form>
  );
}
