"use client";

import Link from "next/link";
import { useActionState } from "react";
import { type SignInState, signIn } from "@/app/login/actions";
import { LoginNotice } from "@/app/login/login-notice";
import { loginCopy } from "@/components/copy/login";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

export function LoginForm({ next, reason }: { next: string; reason: string }) {
  const [state, action, pending] = useActionState<SignInState, FormData>(signIn, {
    email: "",
    problem: null,
  });
  const problem = state.problem ?? reasonOf(reason);
  return (
    <form action={action} className="grid gap-3.5">
      {problem && (
        <LoginNotice
          tone={
            problem === "signed_out" || problem === "signed_out_everywhere" ? "news" : "problem"
          }
        >
          {problem === "too_many"
            ? loginCopy.tooMany(state.waitS ?? 60)
            : loginCopy.problems[problem]}
        </LoginNotice>
      )}
      <input type="hidden" name="next" value={next} />
      <TextField
        label={loginCopy.email}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={state.email}
        required
        autoFocus
      />
      <TextField
        label={loginCopy.password}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <Button type="submit" variant="primary" size="large" disabled={pending} className="mt-1">
        {pending ? loginCopy.submitting : loginCopy.submit}
      </Button>
      <p className="flex justify-between text-xs">
        <Link href="/login/link" className="py-1 text-muted underline hover:text-ink">
          {loginCopy.link.open}
        </Link>
        <Link href="/login/link?for=reset" className="py-1 text-muted underline hover:text-ink">
          {loginCopy.reset.open}
        </Link>
      </p>
    </form>
  );
}

/** Why the console sent somebody here, from the address. */
function reasonOf(reason: string) {
  const reasons = ["not_staff", "deactivated", "signed_out", "signed_out_everywhere"] as const;
  return reasons.find((known) => known === reason) ?? null;
}
