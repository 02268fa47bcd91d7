"use client";

import { Bot, Lock, User } from "lucide-react";
import Link from "next/link";
import { customerCopy } from "@/components/copy/customer";
import { sessionsCopy } from "@/components/copy/sessions";
import { PanelSection } from "@/components/customer/panel-section";
import { ClockTime } from "@/components/time/clock-time";
import type { CustomerPanel } from "@/lib/customers/panel-schemas";

const limit = 50;

/** All conversations of the customer, the newest first. */
export function SessionsSection({ panel, currentId }: { panel: CustomerPanel; currentId: string }) {
  const words = customerCopy.sessions;
  return (
    <PanelSection title={words.title}>
      <ul className="grid gap-1">
        {panel.sessions.map((session) => {
          const Icon = session.status === "closed" ? Lock : session.owner === "bot" ? Bot : User;
          const who =
            session.owner === "bot"
              ? sessionsCopy.ownerBot
              : (session.assigned_name ?? sessionsCopy.unassigned);
          return (
            <li key={session.id} className="flex items-center gap-2">
              <Icon aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
              {session.id === currentId ? (
                <span className="font-medium text-ink">{words.now}</span>
              ) : (
                <Link
                  href={`/sessions/${session.id}` as "/sessions"}
                  className="font-medium text-link hover:underline"
                >
                  <ClockTime iso={session.started_at} kind="row" />
                </Link>
              )}
              <span className="min-w-0 grow truncate text-muted">
                {session.status === "closed" ? words.closed : `${words.open}, ${who}`}
              </span>
              <ClockTime
                iso={session.last_message_at}
                kind="row"
                className="shrink-0 text-2xs text-muted tabular-nums"
              />
            </li>
          );
        })}
      </ul>
      {panel.sessions.length >= limit && <p className="mt-1 text-2xs text-faint">{words.more}</p>}
    </PanelSection>
  );
}
