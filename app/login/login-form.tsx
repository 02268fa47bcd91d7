"use client";

import { Info, TriangleAlert } from "lucide-react";
import { useActionState } from "react";
import { type SignInState, signIn } from "@/app/login/actions";
import { loginCopy } from "@/components/copy/login";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

export function LoginForm({ next, reason }: { next: string; reason: string }) {
  const [state, action, pending] = useActionState<SignInState, FormData>(signIn, {
    email: "",
    problem: null,
  });
  const problem = state.problem ?? reasonOf(reason);
  const isNews = problem === "signed_out";
  return (
    <form action={action} className="grid gap-3.5">
      {problem && (
        <p
          role={isNews ? "status" : "alert"}
          className={`flex gap-2 rounded-sm border px-3 py-2 text-xs ${
            isNews
              ? "border-info-line bg-info-soft text-info"
              : "border-bad-line bg-bad-soft text-bad"
          }`}
        >
          {isNews ? (
            <Info aria-hidden="true" className="mt-px size-4 shrink-0" />
          ) : (
            <TriangleAlert aria-hidden="true" className="mt-px size-4 shrink-0" />
          )}
          {loginCopy.problems[problem]}
        </p>
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
    </form>
  );
}

/** Why the console sent somebody here, from the address. */
function reasonOf(reason: string) {
  const reasons = ["not_staff", "deactivated", "signed_out"] as const;
  return reasons.find((known) => known === reason) ?? null;
}
