"use client";

import {
  Bot,
  Check,
  ChevronLeft,
  Circle,
  CircleMinus,
  Flag,
  Lock,
  Undo2,
  User,
} from "lucide-react";
import Link from "next/link";
import { sessionsCopy } from "@/components/copy/sessions";
import { transcriptCopy } from "@/components/copy/transcript";
import { errorSentence } from "@/components/query/error-sentence";
import { rowName } from "@/components/sessions/row-name";
import { spacedNumber } from "@/components/sessions/spaced-number";
import { useOwnerActions } from "@/components/sessions/use-owner-actions";
import { formatMonth } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Key } from "@/components/ui/key";
import type { SessionHeader } from "@/lib/chat/console-schemas";

type ConversationHeaderProps = { session: SessionHeader; backHref: "/sessions" };

export function ConversationHeader({ session, backHref }: ConversationHeaderProps) {
  const { zone } = useViewerTime();
  const actions = useOwnerActions(session);
  const words = transcriptCopy;
  return (
    <header className="shrink-0 border-b border-line">
      <div className="flex h-(--bar) items-center gap-2.5 px-4 max-tablet:h-15 max-tablet:gap-2 max-tablet:px-1.5">
        <Button asChild variant="ghost" size="icon" className="tablet:hidden">
          <Link href={backHref} aria-label={sessionsCopy.back}>
            <ChevronLeft aria-hidden="true" className="size-5" />
          </Link>
        </Button>
        <Avatar name={rowName(session)} />
        <div className="min-w-0 grow">
          <div className="flex items-center gap-2">
            <h1 className="truncate font-semibold text-ink max-tablet:text-lg">
              {rowName(session)}
            </h1>
            <span className="flex gap-1.5 max-laptop:hidden">
              <OwnerChip session={session} />
              <ConsentChip session={session} />
            </span>
          </div>
          <p className="truncate text-2xs text-muted tabular-nums">
            <span className="laptop:hidden">{ownerText(session)} · </span>
            {session.number ? spacedNumber(session.number) : sessionsCopy.noNumber}
            <span className="max-tablet:hidden">
              {" · "}
              {words.customerSince(formatMonth(session.customer_since, zone))}
            </span>
          </p>
        </div>
        {actions.canTakeOver && (
          <Button
            variant={session.owner === "human" && session.assigned_to ? "secondary" : "primary"}
            disabled={actions.busy}
            onClick={() => actions.takeOver.mutate()}
          >
            <User aria-hidden="true" className="size-3.5" />
            {words.takeOver}
            <Key>T</Key>
          </Button>
        )}
        {actions.canHandBack && (
          <Button
            disabled={actions.busy}
            onClick={() => actions.handBack.mutate()}
            className="max-tablet:mr-1.5"
          >
            <Undo2 aria-hidden="true" className="size-3.5" />
            {words.handBack}
            <Key>H</Key>
          </Button>
        )}
      </div>
      {actions.error && (
        <p
          role="alert"
          className="border-t border-bad-line bg-bad-soft px-4 py-1.5 text-xs text-bad"
        >
          {errorSentence(actions.error)}
        </p>
      )}
    </header>
  );
}

function ownerText(session: SessionHeader): string {
  if (session.status === "closed") return sessionsCopy.closedChip;
  if (session.owner === "bot") return sessionsCopy.ownerBot;
  if (session.mine) return transcriptCopy.youAnswer;
  if (session.assigned_name) return transcriptCopy.someoneAnswers(session.assigned_name);
  return sessionsCopy.ownerReasons[session.owner_reason ?? ""] ?? transcriptCopy.nobodyAnswers;
}

function OwnerChip({ session }: { session: SessionHeader }) {
  const text = ownerText(session);
  if (session.status === "closed") return <Chip icon={Lock}>{text}</Chip>;
  if (session.owner === "bot")
    return (
      <Chip icon={Bot} tone="bot">
        {text}
      </Chip>
    );
  if (session.assigned_to)
    return (
      <Chip icon={User} tone="human">
        {text}
      </Chip>
    );
  return (
    <Chip icon={Flag} tone="warn">
      {text}
    </Chip>
  );
}

function ConsentChip({ session }: { session: SessionHeader }) {
  const text = sessionsCopy.consent[session.consent];
  if (session.consent === "opted_in")
    return (
      <Chip icon={Check} tone="good">
        {text}
      </Chip>
    );
  if (session.consent === "opted_out")
    return (
      <Chip icon={CircleMinus} tone="bad">
        {text}
      </Chip>
    );
  return <Chip icon={Circle}>{text}</Chip>;
}
