"use client";

import { useActionState } from "react";
import { signOut } from "@/app/login/actions";
import { type CodeState, giveCode } from "@/app/login/code/actions";
import { LoginNotice } from "@/app/login/login-notice";
import { loginCopy } from "@/components/copy/login";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

export function CodeForm({ next, then }: { next: string; then: string }) {
  const [state, action, pending] = useActionState<CodeState, FormData>(giveCode, { problem: null });
  const words = loginCopy.code;
  return (
    <form action={action} className="grid gap-3.5">
      {state.problem && (
        <LoginNotice tone="problem">
          {state.problem === "too_many"
            ? words.tooMany(state.waitS ?? 60)
            : loginCopy.problems[state.problem]}
        </LoginNotice>
      )}
      <p className="text-muted text-xs">{words.about}</p>
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="then" value={then} />
      <TextField
        label={words.code}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        autoFocus
        className="font-mono tracking-widest"
      />
      <Button type="submit" variant="primary" size="large" disabled={pending}>
        {pending ? loginCopy.submitting : loginCopy.submit}
      </Button>
      <p className="text-2xs text-muted">{words.lost}</p>
      <Button variant="ghost" onClick={() => void signOut()}>
        {words.other}
      </Button>
    </form>
  );
}
