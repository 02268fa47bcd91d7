"use client";

import { SearchX, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { Composer, type ComposerMode } from "@/components/composer/composer";
import { OpenConversationProvider } from "@/components/conversation/conversation-context";
import { ConversationHeader } from "@/components/conversation/conversation-header";
import { SidePane, type SideTab } from "@/components/conversation/side-pane";
import { useConversation } from "@/components/conversation/use-conversation";
import { useGoal } from "@/components/conversation/use-goal";
import { useLeaving } from "@/components/conversation/use-leaving";
import { usePendingReplies } from "@/components/conversation/use-pending-replies";
import { commonCopy } from "@/components/copy/common";
import { sessionsCopy } from "@/components/copy/sessions";
import { transcriptCopy } from "@/components/copy/transcript";
import { useShortcut } from "@/components/frame/shortcuts";
import { RequestFailure } from "@/components/query/request-json";
import { rowName } from "@/components/sessions/row-name";
import { Transcript } from "@/components/transcript/transcript";
import { TranscriptSkeleton } from "@/components/transcript/transcript-skeleton";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";
import { useWhy } from "@/components/why/use-why";

type ConversationPaneProps = { id: string; viewerName: string };

/** One conversation: who answers, what was said, the field to answer, and who the customer is. */
export function ConversationPane({ id, viewerName }: ConversationPaneProps) {
  const router = useRouter();
  const backHref = useBackHref();
  const { at, goal, goFar, goNear } = useGoal();
  const [writing, setWriting] = useState(false);
  const [mode, setMode] = useState<ComposerMode>("reply");
  const [detailsOpen, setDetailsOpen] = useState(false);
  const { header, transcript, feed } = useConversation(id, at, writing ? "writing" : "viewing");
  const replies = usePendingReplies(id);
  useLeaving(id);
  const jumpTo = (seq: number) => {
    const atHand = transcript.data?.pages.some((page) => page.messages.some((m) => m.seq === seq));
    if (atHand) goNear(seq);
    else goFar(seq);
  };
  const [sideTab, setSideTab] = useState<SideTab | null>(null);
  const why = useWhy({
    messages: transcript.data?.pages.toReversed().flatMap((page) => page.messages) ?? [],
    onOpen: () => {
      setSideTab("why");
      setDetailsOpen(true);
    },
    jumpTo,
  });
  useShortcut("i", () => {
    setSideTab("customer");
    setDetailsOpen(true);
  });
  useShortcut("Escape", () => {
    const typing = document.activeElement;
    if (typing instanceof HTMLElement && typing.matches("input, textarea")) typing.blur();
    else {
      router.push(backHref, { scroll: false });
      document.querySelector<HTMLElement>(`[data-session="${id}"]`)?.focus();
    }
  });

  const error = header.error ?? transcript.error;
  if (error && (!header.data || !transcript.data)) {
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
  if (!header.data) {
    return (
      <Pane>
        <TranscriptSkeleton />
      </Pane>
    );
  }

  const session = header.data;
  const customer = rowName(session);
  const presence = feed.data?.presence ?? [];
  const open = {
    ...{ id, customer, why },
    canWrite: session.can_write,
    jumpTo: (seq: number) => {
      setDetailsOpen(false); // On a phone the sheet would cover where one goes.
      jumpTo(seq);
    },
  };
  return (
    <OpenConversationProvider value={open}>
      <Pane label={transcriptCopy.label(customer)}>
        <ConversationHeader
          session={session}
          presence={presence}
          backHref={backHref}
          onNote={() => setMode("note")}
          onDetails={() => {
            setSideTab("customer");
            setDetailsOpen(true);
          }}
        />
        {transcript.data ? (
          <Transcript
            // Another stretch is another scroll: it starts where it was opened.
            key={`${id} ${at}`}
            transcript={transcript}
            replies={replies}
            customer={customer}
            goal={goal}
            onNewest={() => goFar(null)}
          />
        ) : (
          <TranscriptSkeleton withoutHeader />
        )}
        <Composer
          session={session}
          viewerName={viewerName}
          presence={presence}
          mode={mode}
          onMode={setMode}
          onWriting={setWriting}
          onSend={(text) => {
            if (transcript.hasPreviousPage) goFar(null); // The reply appears at the newest end.
            replies.send(text);
          }}
          onSendFile={(file, words) => {
            if (transcript.hasPreviousPage) goFar(null);
            replies.send(words, file);
          }}
        />
      </Pane>
      <SidePane
        session={session}
        tab={sideTab ?? (why.turn === null ? "customer" : "why")}
        onTab={setSideTab}
        open={detailsOpen}
        onOpenChange={setDetailsOpen}
      />
    </OpenConversationProvider>
  );
}

/** The list as it was left; the place in this conversation stays behind. */
function useBackHref(): "/sessions" {
  const query = new URLSearchParams(useSearchParams());
  query.delete("at");
  query.delete("why");
  return `/sessions${query.size > 0 ? `?${query}` : ""}` as "/sessions";
}

function Pane({ label, children }: { label?: string; children: React.ReactNode }) {
  return (
    <section aria-label={label} className="flex min-h-0 min-w-0 grow flex-col">
      {children}
    </section>
  );
}
