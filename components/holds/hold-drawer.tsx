"use client";

import { CalendarCheck, Scale, Unlock } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { holdsCopy } from "@/components/copy/holds";
import { DetailDrawer } from "@/components/detail/detail-drawer";
import { Facts } from "@/components/detail/facts";
import { formatDay } from "@/components/holds/format-day";
import { customerName } from "@/components/holds/hold-columns";
import { spacedNumber } from "@/components/sessions/spaced-number";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import type { LegalHold } from "@/lib/privacy/holds/console-schemas";

const ReleaseDialog = dynamic(() =>
  import("@/components/holds/release-dialog").then((module) => module.ReleaseDialog),
);
const ReviewDialog = dynamic(() =>
  import("@/components/holds/review-dialog").then((module) => module.ReviewDialog),
);

type HoldDrawerProps = { hold: LegalHold; mayAct: boolean; onClose: () => void };

/** One hold: why, since when, by whom, and what can be done with it. */
export function HoldDrawer({ hold, mayAct, onClose }: HoldDrawerProps) {
  const [asked, setAsked] = useState<"release" | "review" | null>(null);
  const words = holdsCopy.facts;
  const stands = hold.released_at === null;
  return (
    <DetailDrawer
      id={hold.id}
      title={customerName(hold)}
      subtitle={
        <Chip icon={stands ? Scale : Unlock} tone={stands ? "warn" : "neutral"}>
          {stands ? holdsCopy.chip : holdsCopy.states.released}
        </Chip>
      }
      onClose={onClose}
      actions={
        mayAct &&
        stands && (
          <>
            <Button onClick={() => setAsked("review")}>
              <CalendarCheck aria-hidden="true" className="size-3.5" />
              {holdsCopy.review.open}
            </Button>
            <Button variant="danger" onClick={() => setAsked("release")}>
              {holdsCopy.release.open}
            </Button>
          </>
        )
      }
    >
      <p className="mb-3 whitespace-pre-wrap break-words text-sm text-text">{hold.reason}</p>
      <Facts
        facts={[
          {
            label: words.number,
            value: hold.customer.number && spacedNumber(hold.customer.number),
          },
          { label: words.review, value: stands && formatDay(hold.review_on) },
          { label: words.placed, value: <ClockTime iso={hold.placed_at} kind="row" /> },
          { label: words.by, value: hold.placed_by },
          {
            label: words.released,
            value: hold.released_at && <ClockTime iso={hold.released_at} kind="row" />,
          },
          { label: words.releasedBy, value: hold.released_by },
          { label: words.note, value: hold.release_note },
          {
            label: words.conversation,
            value: hold.session_id && (
              <Link className="text-info underline" href={`/sessions/${hold.session_id}`}>
                {holdsCopy.open}
              </Link>
            ),
          },
        ]}
      />
      <p className="mt-3 text-xs">
        <Link className="text-info underline" href={`/audit?subject=${hold.id}`}>
          {holdsCopy.audit}
        </Link>
      </p>
      {asked === "release" && <ReleaseDialog hold={hold} onClose={() => setAsked(null)} />}
      {asked === "review" && <ReviewDialog hold={hold} onClose={() => setAsked(null)} />}
    </DetailDrawer>
  );
}
