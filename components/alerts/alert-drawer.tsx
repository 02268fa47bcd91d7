"use client";

import { ArrowRight, BookOpen, SearchX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { AlertChip, isDeadline } from "@/components/alerts/alert-columns";
import { alertsCopy } from "@/components/copy/alerts";
import { DetailDrawer } from "@/components/detail/detail-drawer";
import { Facts } from "@/components/detail/facts";
import { ClockTime } from "@/components/time/clock-time";
import { StatePanel } from "@/components/ui/state-panel";
import type { Alert } from "@/lib/alerts/alert-batch";
import { alertPath, alertTitle, runbookAnchor, runbookLink } from "@/lib/alerts/alert-words";

type AlertDrawerProps = {
  id: string;
  /** Absent when the list no longer holds it. */
  alert: Alert | undefined;
  runbookUrl: string | null;
  actions: ReactNode;
  onClose: () => void;
};

const line = "flex items-center gap-2 text-info text-xs underline-offset-2 hover:underline";

/** One alert: what holds since when, who deals with it, where, and what the runbook says. */
export function AlertDrawer({ id, alert, runbookUrl, actions, onClose }: AlertDrawerProps) {
  const words = alertsCopy.detail;
  if (!alert) {
    return (
      <DetailDrawer id={id} title={alertsCopy.title} onClose={onClose}>
        <StatePanel icon={SearchX} tone="neutral" title={words.gone}>
          {words.goneBody}
        </StatePanel>
      </DetailDrawer>
    );
  }
  const time = (iso: string | null) => iso && <ClockTime iso={iso} kind="row" />;
  const entry = runbookLink(runbookAnchor(alert), runbookUrl ?? undefined);
  return (
    <DetailDrawer
      id={id}
      title={alertTitle(alert)}
      subtitle={<AlertChip alert={alert} />}
      actions={alert.state === "open" && alert.acknowledged_at === null && actions}
      onClose={onClose}
    >
      <nav className="grid gap-2 pb-4">
        {/* Paths of our own pages, put together with an id. */}
        <Link href={alertPath(alert) as Route} className={line}>
          <ArrowRight aria-hidden="true" className="size-4" />
          {words.go}
        </Link>
        {runbookUrl ? (
          <a href={entry} target="_blank" rel="noreferrer" className={line}>
            <BookOpen aria-hidden="true" className="size-4" />
            {words.runbook}
          </a>
        ) : (
          <p className="flex items-center gap-2 text-muted text-xs">
            <BookOpen aria-hidden="true" className="size-4" />
            <span>
              {words.runbook} <code className="font-mono text-2xs">{entry}</code>
            </span>
          </p>
        )}
      </nav>
      <Facts
        facts={[
          { label: isDeadline(alert) ? words.due : words.since, value: time(alert.since) },
          { label: words.first, value: time(alert.first_seen_at) },
          { label: words.last, value: time(alert.last_seen_at) },
          { label: words.cleared, value: time(alert.cleared_at) },
          { label: words.acknowledged, value: time(alert.acknowledged_at) },
          { label: words.note, value: alert.note },
          {
            label: alertsCopy.told.label,
            value: alertsCopy.telling[alert.telling ?? "none"],
          },
          {
            label: words.id,
            value: <span className="break-all font-mono text-2xs">{alert.id}</span>,
          },
        ]}
      />
      {alert.state === "open" && <p className="pt-3 text-2xs text-muted">{words.ends}</p>}
    </DetailDrawer>
  );
}
