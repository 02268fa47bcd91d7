"use client";

import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { ticketsCopy } from "@/components/copy/tickets";
import { Facts } from "@/components/detail/facts";
import { SentimentChip } from "@/components/tickets/ticket-chips";
import { customerOf } from "@/components/tickets/ticket-columns";
import { ClockTime } from "@/components/time/clock-time";
import type { TicketDetail } from "@/lib/tickets/console-schemas";

const words = ticketsCopy.detail;
const link = "inline-flex items-center gap-0.5 font-medium text-link hover:underline";

/** Whose it is, who opened it and why, with the way to that place in the conversation. */
export function TicketFacts({ detail }: { detail: TicketDetail }) {
  const { ticket, feedback } = detail;
  return (
    <div className="grid gap-3">
      <section aria-label={words.why} className="rounded-md border border-line bg-sunken px-3 py-2">
        <p className="wrap-anywhere whitespace-pre-wrap text-text text-xs leading-[18px]">
          {ticket.summary}
        </p>
        {detail.opened_at_seq !== null && ticket.session_id && (
          <p className="mt-1 text-xs">
            <Link
              href={`/sessions/${ticket.session_id}?at=${detail.opened_at_seq}` as "/sessions"}
              className={link}
            >
              {words.atMessage}
              <ArrowUpRight aria-hidden="true" className="size-3.5" />
            </Link>
          </p>
        )}
      </section>
      <Facts
        facts={[
          {
            label: words.customer,
            value: (
              <>
                {customerOf(ticket)}{" "}
                {detail.session && (
                  <Link href={`/sessions/${detail.session.id}` as "/sessions"} className={link}>
                    {words.conversation}
                    <ArrowUpRight aria-hidden="true" className="size-3.5" />
                  </Link>
                )}
              </>
            ),
          },
          {
            label: ticketsCopy.columns.sentiment,
            value: <SentimentChip sentiment={ticket.sentiment} />,
          },
          { label: words.category, value: ticketsCopy.categories[ticket.category] },
          {
            label: words.stage,
            value: ticket.journey_stage && ticketsCopy.stages[ticket.journey_stage],
          },
          {
            label: words.openedBy,
            value: (
              <>
                {ticket.opened_by === "bot" ? words.byBot : words.byStaff(ticket.opened_by_name)},{" "}
                <ClockTime iso={ticket.created_at} kind="row" />
                {ticket.escalated && `: ${words.escalatedWhy}`}
              </>
            ),
          },
          {
            label: words.answered,
            value: ticket.first_response_at ? (
              <ClockTime iso={ticket.first_response_at} kind="row" />
            ) : (
              words.notAnswered
            ),
          },
          {
            label: words.resolvedAt,
            value: ticket.resolved_at && <ClockTime iso={ticket.resolved_at} kind="row" />,
          },
          {
            label: words.feedback,
            value:
              feedback &&
              `${feedback.rating === null ? "" : `${words.rating(feedback.rating)}: `}${feedback.text}`,
          },
        ]}
      />
    </div>
  );
}
