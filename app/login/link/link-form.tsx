"use client";

import Link from "next/link";
import { useActionState } from "react";
import { type LinkState, requestLink } from "@/app/login/actions";
import { LoginNotice } from "@/app/login/login-notice";
import { loginCopy } from "@/components/copy/login";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

export function LinkForm({ kind }: { kind: "link" | "reset" }) {
  const [state, action, pending] = useActionState<LinkState, FormData>(requestLink, {
    email: "",
    problem: null,
    sent: false,
  });
  const words = loginCopy[kind];
  return (
    <form action={action} className="grid gap-3.5">
      {state.sent && <LoginNotice tone="news">{words.sent(state.email)}</LoginNotice>}
      {state.problem && (
        <LoginNotice tone="problem">
          {state.problem === "too_many"
            ? loginCopy.tooMany(state.waitS ?? 60)
            : loginCopy.problems[state.problem]}
        </LoginNotice>
      )}
      <p className="text-muted text-xs">{words.about}</p>
      <input type="hidden" name="kind" value={kind} />
      <TextField
        label={loginCopy.email}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={state.email}
        required
        autoFocus
      />
      <Button type="submit" variant="primary" size="large" disabled={pending}>
        {pending ? words.submitting : words.submit}
      </Button>
      <Link href="/login" className="py-1 text-muted text-xs underline hover:text-ink">
        {loginCopy.back}
      </Link>
    </form>
  );
}
