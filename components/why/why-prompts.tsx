"use client";

import { useMutation } from "@tanstack/react-query";
import { whyCopy } from "@/components/copy/why";
import { PanelSection } from "@/components/customer/panel-section";
import { CodeView } from "@/components/detail/code-view";
import { formatCount } from "@/components/overview/figure-format";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { readablePrompt } from "@/components/why/readable-prompt";
import { postReadPrompts } from "@/components/why/why-queries";

/** The prompts word for word, fetched when an admin asks for them: each look is audited. */
export function WhyPrompts({ turnId }: { turnId: string }) {
  const read = useMutation({ mutationFn: () => postReadPrompts(turnId) });
  return (
    <PanelSection title={whyCopy.prompt}>
      {!read.data && (
        <>
          <p className="mb-2 text-muted">{whyCopy.promptAudited}</p>
          <Button disabled={read.isPending} onClick={() => read.mutate()}>
            {whyCopy.showPrompt}
          </Button>
        </>
      )}
      {read.error && (
        <p role="alert" className="mt-2 text-bad">
          {errorSentence(read.error)}
        </p>
      )}
      {read.data?.length === 0 && <p className="text-muted">{whyCopy.promptGone}</p>}
      <div className="grid gap-3">
        {read.data?.map((prompt) => {
          const purpose = whyCopy.purposes[prompt.purpose];
          const title = whyCopy.promptTitle(purpose, prompt.call_no, prompt.attempt);
          return (
            <details key={prompt.id} className="group" open={prompt.purpose === "answer"}>
              <summary className="cursor-pointer font-medium text-ink">{title}</summary>
              <p className="mt-0.5 mb-1.5 text-2xs text-muted">
                {whyCopy.promptFacts(
                  prompt.model,
                  formatCount(prompt.counted_tokens),
                  prompt.result,
                )}
              </p>
              <CodeView label={title} text={readablePrompt(prompt)} />
            </details>
          );
        })}
      </div>
    </PanelSection>
  );
}
