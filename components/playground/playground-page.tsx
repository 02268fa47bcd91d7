"use client";

import { FlaskConical, MessageCircleQuestion, TriangleAlert } from "lucide-react";
import { commonCopy } from "@/components/copy/common";
import { playgroundCopy } from "@/components/copy/playground";
import { AskForm } from "@/components/playground/ask-form";
import { PlaygroundAnswer } from "@/components/playground/playground-answer";
import { usePlayground } from "@/components/playground/use-playground";
import { usePlaygroundView } from "@/components/playground/use-playground-view";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { StatePanel } from "@/components/ui/state-panel";

/** Asks what the bot would know and say, as of any moment of a conversation; nothing leaves. */
export function PlaygroundPage() {
  const [view, setView] = usePlaygroundView();
  const playground = usePlayground(view);
  const { ask, search, model, result } = playground;
  return (
    <div className="flex min-h-0 grow flex-col">
      <header className="flex min-h-(--bar) shrink-0 flex-wrap items-center gap-x-3 border-line border-b px-5 py-1.5 max-tablet:px-3">
        <h1 className="font-semibold text-ink text-lg">{playgroundCopy.title}</h1>
        <p className="text-muted text-xs">{playgroundCopy.note}</p>
      </header>
      <div className="min-h-0 grow overflow-y-auto">
        <div className="grid max-w-360 items-start gap-5 p-5 max-tablet:p-3 wide:grid-cols-[24rem_minmax(0,1fr)]">
          <AskForm view={view} onView={setView} playground={playground} />
          <section aria-live="polite" aria-label={playgroundCopy.title} className="min-w-0">
            {model.error && (
              <p role="alert" className="mb-3 text-bad text-xs">
                {errorSentence(model.error)}
              </p>
            )}
            {result && ask ? (
              <PlaygroundAnswer result={result} />
            ) : ask && search.error ? (
              <StatePanel
                icon={TriangleAlert}
                tone="bad"
                title={playgroundCopy.failed}
                action={<Button onClick={() => search.refetch()}>{commonCopy.tryAgain}</Button>}
              >
                {errorSentence(search.error)}
              </StatePanel>
            ) : ask ? (
              <div className="grid gap-2 p-4" role="status" aria-label={commonCopy.loading}>
                <Skeleton className="h-4 w-1/2" />
                <Skeleton className="h-20 w-full" />
                <Skeleton className="h-4 w-3/4" />
              </div>
            ) : (
              <StatePanel
                icon={view.session === null ? FlaskConical : MessageCircleQuestion}
                title={view.session === null ? playgroundCopy.pick : playgroundCopy.askFirst}
              >
                {view.session === null ? playgroundCopy.pickBody : playgroundCopy.askFirstBody}
              </StatePanel>
            )}
          </section>
        </div>
      </div>
    </div>
  );
}
