"use client";

import { useMutation } from "@tanstack/react-query";
import { Eye, EyeOff } from "lucide-react";
import { parkedCopy } from "@/components/copy/parked";
import { CodeView } from "@/components/detail/code-view";
import { postReveal } from "@/components/operations/operations-queries";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";

type ParkedBodyProps = { id: string; redacted: unknown };

/** The body as it came, values hidden. Opening them is an act of its own, and is written down. */
export function ParkedBody({ id, redacted }: ParkedBodyProps) {
  const words = parkedCopy.detail;
  const reveal = useMutation({ mutationFn: () => postReveal(id) });
  const shown = reveal.data ? reveal.data.body : redacted;
  return (
    <section className="grid gap-2 pt-3" aria-label={words.body}>
      <div className="flex items-center gap-2">
        <h3 className="grow font-semibold text-ink text-xs">{words.body}</h3>
        {reveal.data ? (
          <Button onClick={reveal.reset}>
            <EyeOff aria-hidden="true" className="size-3.5" />
            {words.hide}
          </Button>
        ) : (
          <Button
            disabled={reveal.isPending}
            title={words.revealNote}
            onClick={() => reveal.mutate()}
          >
            <Eye aria-hidden="true" className="size-3.5" />
            {words.reveal}
          </Button>
        )}
      </div>
      <p className="text-2xs text-muted">
        {reveal.data ? words.revealed : `${words.redacted} ${words.revealNote}`}
      </p>
      {reveal.error && (
        <p role="alert" className="text-bad text-xs">
          {words.revealFailed}. {errorSentence(reveal.error)}
        </p>
      )}
      <CodeView label={words.body} text={JSON.stringify(shown, null, 2)} className="max-h-none" />
    </section>
  );
}
