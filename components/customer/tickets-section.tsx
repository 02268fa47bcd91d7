"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { ticketsCopy } from "@/components/copy/tickets";
import { PanelSection } from "@/components/customer/panel-section";
import { errorSentence } from "@/components/query/error-sentence";
import { pollInterval } from "@/components/query/poll-interval";
import { openFirst } from "@/components/tickets/open-first";
import { PriorityChip, StatusChip } from "@/components/tickets/ticket-chips";
import { fetchTickets, ticketKeys } from "@/components/tickets/ticket-queries";
import type { SessionHeader } from "@/lib/chat/conversation-schemas";

/** Loaded when it is first asked for. */
const OpenTicketDialog = dynamic(() => import("@/components/tickets/open-ticket-dialog"), {
  ssr: false,
});

const words = ticketsCopy.panel;
const everyMs = 15_000;
const shown = 5;

/** The customer's tickets, those that wait first. */
export function TicketsSection({ session }: { session: SessionHeader }) {
  const { customer_id } = session;
  const [opening, setOpening] = useState(false);
  const { data, error } = useQuery({
    queryKey: ticketKeys.ofCustomer(customer_id),
    queryFn: ({ signal }) =>
      fetchTickets({ status: "all", sort: "recent", customer_id }, null, signal),
    refetchInterval: () => pollInterval(everyMs, false),
  });
  const tickets = openFirst(data?.rows ?? []);
  return (
    <PanelSection
      title={words.title}
      aside={
        session.can_write && (
          <button
            type="button"
            onClick={() => setOpening(true)}
            className="flex items-center gap-1 font-medium text-2xs text-link hover:underline max-wide:min-h-11"
          >
            <Plus aria-hidden="true" className="size-3" />
            {ticketsCopy.form.open}
          </button>
        )
      }
    >
      {error && !data && (
        <p role="alert" className="text-bad">
          {words.failed} {errorSentence(error)}
        </p>
      )}
      {data && tickets.length === 0 && <p className="text-muted">{words.none}</p>}
      <ul className="grid gap-1.5">
        {tickets.slice(0, shown).map((ticket) => (
          <li key={ticket.id}>
            <Link
              href={`/tickets?open=${ticket.id}` as "/tickets"}
              className="block rounded-sm hover:bg-hover"
            >
              <span className="block truncate font-medium text-link">
                {ticket.reference} {ticket.subject}
              </span>
              <span className="mt-0.5 flex flex-wrap gap-1">
                <StatusChip status={ticket.status} />
                <PriorityChip priority={ticket.priority} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {tickets.length > shown && (
        <Link
          href={`/tickets?status=all&customer_id=${customer_id}` as "/tickets"}
          className="mt-1.5 block font-medium text-link hover:underline"
        >
          {words.all}
        </Link>
      )}
      {opening && <OpenTicketDialog sessionId={session.id} onClose={() => setOpening(false)} />}
    </PanelSection>
  );
}
