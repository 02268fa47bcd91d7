"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { customerCopy } from "@/components/copy/customer";
import { PanelSection } from "@/components/customer/panel-section";
import { ClockTime } from "@/components/time/clock-time";
import type { CustomerPanel } from "@/lib/customers/panel-schemas";

/** Open questions about who this is; a person decides, nothing is merged silently. */
export function FlagsSection({ panel }: { panel: CustomerPanel }) {
  if (panel.flags.length === 0) return null;
  const words = customerCopy.flags;
  return (
    <PanelSection title={words.title}>
      <ul className="grid gap-2">
        {panel.flags.map((flag) => (
          <li
            key={flag.id}
            className="flex gap-2 rounded-sm border border-warn-line bg-warn-soft px-2 py-1.5 text-warn"
          >
            <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
            <p>
              {words[flag.reason]} <ClockTime iso={flag.at} kind="row" />{" "}
              {flag.other_session_id && (
                <Link
                  href={`/sessions/${flag.other_session_id}` as "/sessions"}
                  className="font-medium underline"
                >
                  {words.open}
                </Link>
              )}
            </p>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
