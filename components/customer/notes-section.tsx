"use client";

import Link from "next/link";
import { customerCopy } from "@/components/copy/customer";
import { notesCopy } from "@/components/copy/notes";
import { sessionsCopy } from "@/components/copy/sessions";
import { PanelSection } from "@/components/customer/panel-section";
import { ClockTime } from "@/components/time/clock-time";
import type { CustomerPanel } from "@/lib/customers/panel-schemas";

/** Notes of all conversations; each leads to its place. */
export function NotesSection({ panel }: { panel: CustomerPanel }) {
  const words = customerCopy.notes;
  return (
    <PanelSection title={words.title}>
      {panel.notes.length === 0 && <p className="text-muted">{words.none}</p>}
      <ul className="grid gap-1.5">
        {panel.notes.map((note) => (
          <li key={note.id}>
            <Link
              href={`/sessions/${note.session_id}?at=${note.after_seq}` as "/sessions"}
              className="block rounded-sm hover:bg-hover"
            >
              <span className="line-clamp-3 wrap-anywhere whitespace-pre-wrap text-text">
                {note.body}
              </span>
              <span className="text-2xs text-muted">
                {note.by_me ? sessionsCopy.you : (note.author_name ?? notesCopy.someone)} ·{" "}
                <ClockTime iso={note.at} kind="row" />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
