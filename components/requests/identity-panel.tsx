"use client";

import { BadgeCheck, MessageSquareText, PencilLine } from "lucide-react";
import { requestsCopy } from "@/components/copy/requests";
import { Panel } from "@/components/requests/panel";
import { canSend, SendingNote } from "@/components/requests/sending-note";
import { ClockTime } from "@/components/time/clock-time";
import { formatClock } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Key } from "@/components/ui/key";
import type { IdentityCheck, RequestDetail } from "@/lib/privacy/requests/request-schemas";
import { isOpen } from "@/lib/privacy/requests/request-words";

const words = requestsCopy.identity;

type IdentityPanelProps = {
  request: RequestDetail;
  busy: boolean;
  onSend: () => void;
  onManual: () => void;
};

/** Whether the person is proved, how it was tried, and the two ways to do it. */
export function IdentityPanel({ request, busy, onSend, onManual }: IdentityPanelProps) {
  const isProved = request.identity_verified_at !== null;
  const canAct = isOpen(request.state) && !isProved;
  return (
    <Panel
      title={words.title}
      aside={
        isProved && (
          <Chip icon={BadgeCheck} tone="good">
            {words.proved}
          </Chip>
        )
      }
    >
      {canAct && <p className="text-muted">{words.needed}</p>}
      {request.identity.length > 0 && (
        <ul className="grid gap-2">
          {request.identity.map((check) => (
            <Check key={check.id} check={check} />
          ))}
        </ul>
      )}
      {canAct && (
        <>
          <div className="flex flex-wrap gap-2">
            <Button
              variant="primary"
              disabled={busy || !canSend(request.sending.code)}
              onClick={onSend}
            >
              <MessageSquareText aria-hidden="true" className="size-3.5" />
              {request.identity.some(({ method }) => method === "code")
                ? words.sendAgain
                : words.send}
              <Key>C</Key>
            </Button>
            <Button disabled={busy} onClick={onManual}>
              <PencilLine aria-hidden="true" className="size-3.5" />
              {words.manual}
            </Button>
          </div>
          <p className="text-2xs text-muted">
            {request.code_wanted ? words.codeFollows : words.codeNote}
          </p>
          <SendingNote sending={request.sending.code} otherwise={words.checkByHand} />
        </>
      )}
    </Panel>
  );
}

function Check({ check }: { check: IdentityCheck }) {
  const { zone } = useViewerTime();
  const how = check.how ? words.ways[check.how] : words.methods[check.method];
  return (
    <li className="grid gap-0.5">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium text-ink">{how}</span>
        <span className={check.state === "passed" ? "text-good" : "text-muted"}>
          {words.states[check.state]}
        </span>
        <span className="ml-auto text-2xs text-muted">
          <ClockTime iso={check.settled_at ?? check.created_at} kind="row" />
          {check.by_name && ` · ${words.byName(check.by_name)}`}
        </span>
      </span>
      {check.state === "open" && check.expires_at && (
        <span className="text-2xs text-muted">
          {words.waiting(formatClock(check.expires_at, zone), check.attempts)}
        </span>
      )}
      {check.evidence && <span className="text-muted">{check.evidence}</span>}
    </li>
  );
}
