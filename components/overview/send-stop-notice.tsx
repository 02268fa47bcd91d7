"use client";

import { useQueryClient } from "@tanstack/react-query";
import { OctagonAlert } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm/confirm-dialog";
import { overviewCopy } from "@/components/copy/overview";
import { overviewKeys, postLiftSendStop } from "@/components/overview/overview-queries";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { OverviewNow } from "@/lib/overview/now-schemas";

type SendStopNoticeProps = { stop: OverviewNow["send_stops"][number]; canLift: boolean };

const words = overviewCopy.stop;

/** The provider refused the whole account: nothing leaves until an admin says that it is settled. */
export function SendStopNotice({ stop, canLift }: SendStopNoticeProps) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  return (
    <section
      role="alert"
      className="flex flex-wrap items-center gap-3 rounded-md border border-bad-line bg-bad-soft px-3.5 py-2.5 text-text text-xs"
    >
      <OctagonAlert aria-hidden="true" className="size-5 shrink-0 text-bad" />
      <div className="min-w-0 grow">
        <p className="font-semibold text-ink text-sm">{words.title(stop.error_code)}</p>
        <p>
          {words.body} {words.since} <ClockTime iso={stop.started_at} kind="row" />.
        </p>
      </div>
      {canLift && (
        <Button variant="primary" onClick={() => setAsking(true)}>
          {words.lift}
        </Button>
      )}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={words.confirm}
        action={words.lift}
        onConfirm={async () => {
          await postLiftSendStop(stop.id);
          await client.invalidateQueries({ queryKey: overviewKeys.now });
          toast(words.lifted);
        }}
      >
        {words.confirmBody}
      </ConfirmDialog>
    </section>
  );
}
