"use client";

import { useQuery } from "@tanstack/react-query";
import { SearchX, TriangleAlert } from "lucide-react";
import type { KeyboardEvent } from "react";
import { commonCopy } from "@/components/copy/common";
import { ticketsCopy } from "@/components/copy/tickets";
import { DetailDrawer } from "@/components/detail/detail-drawer";
import { pollInterval } from "@/components/query/poll-interval";
import { TicketActs } from "@/components/tickets/ticket-acts";
import { StatusChip } from "@/components/tickets/ticket-chips";
import { customerOf } from "@/components/tickets/ticket-columns";
import { TicketComposer } from "@/components/tickets/ticket-composer";
import { isGone, ticketError } from "@/components/tickets/ticket-error";
import { TicketFacts } from "@/components/tickets/ticket-facts";
import { fetchTicket, ticketKeys } from "@/components/tickets/ticket-queries";
import { TicketThread } from "@/components/tickets/ticket-thread";
import { useTicketAnswers } from "@/components/tickets/use-ticket-answers";
import type { TicketChanges } from "@/components/tickets/use-ticket-changes";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { StatePanel } from "@/components/ui/state-panel";
import type { StaffRole } from "@/lib/staff/roles";
import type { TicketDetail, TicketRow } from "@/lib/tickets/console-schemas";

export type TicketViewer = { id: string; name: string; role: StaffRole };

type TicketDrawerProps = {
  id: string;
  viewer: TicketViewer;
  changes: TicketChanges;
  onAssign: (ticket: TicketRow) => void;
  onOpen: (id: string) => void;
  onClose: () => void;
};

const words = ticketsCopy.detail;
const everyMs = 5_000;

/** One ticket: what it is about, its thread, and the field that answers it. */
export function TicketDrawer(props: TicketDrawerProps) {
  const { id, viewer, onClose } = props;
  const query = useQuery({
    queryKey: ticketKeys.one(id),
    queryFn: ({ signal }) => fetchTicket(id, signal),
    staleTime: 0,
    refetchInterval: () => pollInterval(everyMs, false),
    retry: (tries, error) => !isGone(error) && tries < 2,
  });
  const answers = useTicketAnswers(id);
  const detail = query.data;
  const mayAct = viewer.role !== "privacy";
  if (!detail) {
    return (
      <DetailDrawer id={id} title={words.loading} onClose={onClose}>
        {query.isError ? (
          <StatePanel
            icon={isGone(query.error) ? SearchX : TriangleAlert}
            tone={isGone(query.error) ? "neutral" : "bad"}
            title={isGone(query.error) ? words.gone : words.failed}
            action={
              !isGone(query.error) && (
                <Button onClick={() => void query.refetch()}>{commonCopy.tryAgain}</Button>
              )
            }
          >
            {isGone(query.error) ? words.goneBody : ticketError(query.error)}
          </StatePanel>
        ) : (
          <div className="grid gap-3">
            <Skeleton className="h-20" />
            <Skeleton className="h-48" />
          </div>
        )}
      </DetailDrawer>
    );
  }
  const { ticket, session } = detail;
  return (
    <DetailDrawer
      id={id}
      title={ticket.subject}
      subtitle={`${ticket.reference} · ${customerOf(ticket)}`}
      onClose={onClose}
      actions={
        mayAct && (
          <section aria-label={words.answer} className="w-full" onKeyDown={leaveField}>
            <TicketComposer key={id} detail={detail} viewerName={viewer.name} answers={answers} />
          </section>
        )
      }
    >
      <div className="grid gap-4">
        {mayAct ? (
          <TicketActs
            ticket={ticket}
            viewer={viewer}
            changes={props.changes}
            onAssign={() => props.onAssign(ticket)}
          />
        ) : (
          <p className="text-muted text-xs">{words.readOnly}</p>
        )}
        <TicketFacts detail={detail} />
        <section aria-label={words.thread} className="grid gap-2">
          <h3 className="font-semibold text-ink text-xs">{words.thread}</h3>
          <TicketThread
            messages={detail.messages}
            customer={customerOf(ticket)}
            conversationHref={session && (`/sessions/${session.id}` as "/sessions")}
            answers={answers}
          />
        </section>
        <OtherTickets others={detail.other_tickets} onOpen={props.onOpen} />
      </div>
    </DetailDrawer>
  );
}

/** The first Esc leaves the field for the ticket, where its keys work; the next one closes it. */
function leaveField(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== "Escape" || event.defaultPrevented || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.closest("aside")?.focus();
}

type OtherTicketsProps = { others: TicketDetail["other_tickets"]; onOpen: (id: string) => void };

function OtherTickets({ others, onOpen }: OtherTicketsProps) {
  if (others.length === 0) return null;
  return (
    <section aria-label={words.others} className="grid gap-1.5">
      <h3 className="font-semibold text-ink text-xs">{words.others}</h3>
      <ul className="grid gap-1">
        {others.map((other) => (
          <li key={other.id} className="flex items-center gap-2 text-xs">
            <button
              type="button"
              onClick={() => onOpen(other.id)}
              className="min-w-0 grow truncate text-left font-medium text-link hover:underline max-tablet:min-h-11"
            >
              {other.reference} {other.subject}
            </button>
            <StatusChip status={other.status} />
          </li>
        ))}
      </ul>
    </section>
  );
}
