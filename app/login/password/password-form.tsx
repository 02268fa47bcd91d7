"use client";

import { useActionState } from "react";
import { LoginNotice } from "@/app/login/login-notice";
import { choosePassword, type PasswordState } from "@/app/login/password/actions";
import { loginCopy } from "@/components/copy/login";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

export function PasswordForm() {
  const [state, action, pending] = useActionState<PasswordState, FormData>(choosePassword, {
    problem: null,
  });
  const words = loginCopy.newPassword;
  return (
    <form action={action} className="grid gap-3.5">
      {state.problem && (
        <LoginNotice tone="problem">{loginCopy.problems[state.problem]}</LoginNotice>
      )}
      <p className="text-muted text-xs">{words.about}</p>
      <TextField
        label={words.password}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        required
        autoFocus
      />
      <TextField
        label={words.again}
        name="again"
        type="password"
        autoComplete="new-password"
        required
      />
      <Button type="submit" variant="primary" size="large" disabled={pending}>
        {pending ? words.submitting : words.submit}
      </Button>
    </form>
  );
}
