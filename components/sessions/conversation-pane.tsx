"use client";

import { SearchX, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { commonCopy } from "@/components/copy/common";
import { sessionsCopy } from "@/components/copy/sessions";
import { transcriptCopy } from "@/components/copy/transcript";
import { useShortcut } from "@/components/frame/shortcuts";
import { RequestFailure } from "@/components/query/request-json";
import { Composer } from "@/components/sessions/composer";
import { ConversationHeader } from "@/components/sessions/conversation-header";
import { rowName } from "@/components/sessions/row-name";
import { Transcript } from "@/components/sessions/transcript";
import { TranscriptSkeleton } from "@/components/sessions/transcript-skeleton";
import { useConversation } from "@/components/sessions/use-conversation";
import { usePendingReplies } from "@/components/sessions/use-pending-replies";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";

/** One conversation: who answers, what was said, and the field to answer. */
export function ConversationPane({ id }: { id: string }) {
  const router = useRouter();
  const query = useSearchParams().toString();
  const backHref = `/sessions${query ? `?${query}` : ""}` as "/sessions";
  const { header, transcript } = useConversation(id);
  const replies = usePendingReplies(id);
  useShortcut("Escape", () => {
    const typing = document.activeElement;
    if (typing instanceof HTMLElement && typing.matches("input, textarea")) typing.blur();
    else {
      router.push(backHref, { scroll: false });
      document.querySelector<HTMLElement>(`[data-session="${id}"]`)?.focus();
    }
  });

  const error = header.error ?? transcript.error;
  if (error && !header.data) {
    const gone = error instanceof RequestFailure && error.code === "not_found";
    return (
      <Pane>
        <StatePanel
          icon={gone ? SearchX : TriangleAlert}
          tone={gone ? "neutral" : "bad"}
          title={gone ? sessionsCopy.notFound : transcriptCopy.loadFailed}
          action={
            gone ? (
              <Button asChild>
                <Link href={backHref}>{sessionsCopy.back}</Link>
              </Button>
            ) : (
              <Button
                onClick={() => {
                  void header.refetch();
                  void transcript.refetch();
                }}
              >
                {commonCopy.tryAgain}
              </Button>
            )
          }
        >
          {gone ? sessionsCopy.notFoundBody : sessionsCopy.loadFailedBody}
        </StatePanel>
      </Pane>
    );
  }
  if (!header.data || !transcript.data) {
    return (
      <Pane>
        <TranscriptSkeleton />
      </Pane>
    );
  }
  return (
    <Pane label={transcriptCopy.label(rowName(header.data))}>
      <ConversationHeader session={header.data} backHref={backHref} />
      <Transcript
        key={id}
        transcript={transcript}
        replies={replies}
        customer={rowName(header.data)}
      />
      <Composer session={header.data} onSend={replies.send} />
    </Pane>
  );
}

function Pane({ label, children }: { label?: string; children: React.ReactNode }) {
  return (
    <section aria-label={label} className="flex min-h-0 min-w-0 grow flex-col">
      {children}
    </section>
  );
}
