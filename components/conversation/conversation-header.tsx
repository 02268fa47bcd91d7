"use client";

import {
  ChevronLeft,
  Ellipsis,
  Lock,
  LockOpen,
  PanelRight,
  StickyNote,
  Ticket,
  Undo2,
  User,
  UserRoundCheck,
} from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { ConsentChip, OwnerChip, ownerText } from "@/components/conversation/owner-chip";
import { PresenceAvatars } from "@/components/conversation/presence";
import { useConversationActs } from "@/components/conversation/use-conversation-acts";
import { conversationCopy } from "@/components/copy/conversation";
import { sessionsCopy } from "@/components/copy/sessions";
import { ticketsCopy } from "@/components/copy/tickets";
import { transcriptCopy } from "@/components/copy/transcript";
import { useShortcut } from "@/components/frame/shortcuts";
import { HoldChip } from "@/components/holds/hold-chip";
import { errorSentence } from "@/components/query/error-sentence";
import { rowName } from "@/components/sessions/row-name";
import { spacedNumber } from "@/components/sessions/spaced-number";
import { formatMonth } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Key } from "@/components/ui/key";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { ColleagueHere, SessionHeader } from "@/lib/chat/conversation-schemas";

/** Loaded when it is first asked for. The dialog around it is there at once, so that a name that is typed early is no shortcut. */
const AssignList = dynamic(() => import("@/components/conversation/assign-list"), { ssr: false });
const OpenTicketDialog = dynamic(() => import("@/components/tickets/open-ticket-dialog"), {
  ssr: false,
});

type ConversationHeaderProps = {
  session: SessionHeader;
  presence: ColleagueHere[];
  backHref: "/sessions";
  onNote: () => void;
  onDetails: () => void;
};

/** Whose conversation it is, who answers, who else is here, and what can be done. */
export function ConversationHeader({
  session,
  presence,
  backHref,
  onNote,
  onDetails,
}: ConversationHeaderProps) {
  const { zone } = useViewerTime();
  const { run, can, busy, error } = useConversationActs(session);
  const [assigning, setAssigning] = useState(false);
  const [opensTicket, setOpensTicket] = useState(false);
  const words = conversationCopy;
  useShortcut("a", (event) => {
    event.preventDefault();
    if (can.assign) setAssigning(true);
  });
  return (
    <header className="@container/header shrink-0 border-b border-line">
      <div className="flex h-(--bar) items-center gap-2 px-4 max-tablet:h-15 max-tablet:px-1.5">
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
            <span className="hidden shrink-0 gap-1.5 @lg/header:flex">
              <OwnerChip session={session} />
              {session.consent === "opted_out" && <ConsentChip consent={session.consent} />}
              <HoldChip customerId={session.customer_id} />
            </span>
          </div>
          <p className="truncate text-2xs text-muted tabular-nums">
            <span className="@lg/header:hidden">{ownerText(session)} · </span>
            {session.number ? spacedNumber(session.number) : sessionsCopy.noNumber}
            <span className="max-tablet:hidden">
              {" · "}
              {transcriptCopy.customerSince(formatMonth(session.customer_since, zone))}
            </span>
          </p>
        </div>
        <PresenceAvatars colleagues={presence} />
        {can.takeOver && (
          <Button
            variant={session.owner === "human" && session.assigned_to ? "secondary" : "primary"}
            disabled={busy}
            onClick={() => run("takeOver")}
          >
            <User aria-hidden="true" className="size-3.5" />
            {words.takeOver}
            <Key>T</Key>
          </Button>
        )}
        {can.handBack && session.mine && (
          <Button disabled={busy} onClick={() => run("handBack")}>
            <Undo2 aria-hidden="true" className="size-3.5" />
            {words.handBack}
            <Key>H</Key>
          </Button>
        )}
        {can.reopen && (
          <Button disabled={busy} onClick={() => run("reopen")}>
            <LockOpen aria-hidden="true" className="size-3.5" />
            {words.reopen}
            <Key>E</Key>
          </Button>
        )}
        <Menu
          trigger={
            <Button variant="ghost" size="icon" aria-label={words.more}>
              <Ellipsis aria-hidden="true" className="size-4" />
            </Button>
          }
        >
          {can.assign && (
            <MenuItem onSelect={() => setAssigning(true)}>
              <UserRoundCheck aria-hidden="true" />
              <MenuRow text={words.assign} keyName="A" />
            </MenuItem>
          )}
          {can.handBack && !session.mine && (
            <MenuItem onSelect={() => run("handBack")}>
              <Undo2 aria-hidden="true" />
              <MenuRow text={words.handBack} keyName="H" />
            </MenuItem>
          )}
          {session.can_write && (
            <MenuItem onSelect={onNote}>
              <StickyNote aria-hidden="true" />
              <MenuRow text={words.note} keyName="N" />
            </MenuItem>
          )}
          {session.can_write && (
            <MenuItem onSelect={() => setOpensTicket(true)}>
              <Ticket aria-hidden="true" />
              {ticketsCopy.form.open}
            </MenuItem>
          )}
          {can.close && (
            <MenuItem onSelect={() => run("close")}>
              <Lock aria-hidden="true" />
              <MenuRow text={words.close} keyName="E" />
            </MenuItem>
          )}
          <MenuItem onSelect={onDetails}>
            <PanelRight aria-hidden="true" />
            <MenuRow text={words.sidePane.open} keyName="I" />
          </MenuItem>
        </Menu>
      </div>
      {error && (
        <p
          role="alert"
          className="border-t border-bad-line bg-bad-soft px-4 py-1.5 text-xs text-bad"
        >
          {errorSentence(error)}
        </p>
      )}
      {opensTicket && (
        <OpenTicketDialog sessionId={session.id} onClose={() => setOpensTicket(false)} />
      )}
      {assigning && (
        <Dialog
          open
          onOpenChange={setAssigning}
          title={words.assignDialog.title}
          description={words.assignDialog.description}
        >
          <AssignList
            assignedTo={session.assigned_to}
            onClose={() => setAssigning(false)}
            onPick={(assign, name) => run({ assign, name })}
          />
        </Dialog>
      )}
    </header>
  );
}

function MenuRow({ text, keyName }: { text: string; keyName: string }) {
  return (
    <>
      <span className="grow">{text}</span>
      <Key>{keyName}</Key>
    </>
  );
}
