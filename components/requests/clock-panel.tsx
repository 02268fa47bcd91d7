"use client";

import { clockWords, requestsCopy } from "@/components/copy/requests";
import { Panel } from "@/components/requests/panel";
import { ClockChip } from "@/components/requests/request-chips";
import { shortDay } from "@/components/requests/short-day";
import type { Act } from "@/components/requests/use-request";
import { useViewerTime } from "@/components/time/viewer-time";
import { classNames } from "@/components/ui/class-names";
import { type ClockDay, clockDays } from "@/lib/privacy/clock/clock-days";
import { readClock } from "@/lib/privacy/clock/days-left";
import type { RequestDetail } from "@/lib/privacy/requests/request-schemas";
import { isOpen } from "@/lib/privacy/requests/request-words";

const words = requestsCopy.clock;
const looks: Record<ClockDay["kind"], string> = {
  past: "bg-faint/50",
  paused:
    "bg-[repeating-linear-gradient(135deg,var(--color-warn-solid)_0_2px,transparent_2px_4px)]",
  today: "bg-ink outline-2 outline-ink outline-offset-1",
  coming: "bg-line",
  last: "bg-bad-solid",
};

type ClockPanelProps = {
  request: RequestDetail;
  act: Act;
  onPause: () => void;
  onExtend: () => void;
};

/** The days of a request: gone, paused, today, to come, and the last one. */
export function ClockPanel({ request, act, onPause, onExtend }: ClockPanelProps) {
  const { now } = useViewerTime();
  const { clock } = request;
  const days = clockDays(clock);
  const open = isOpen(request.state);
  const pause = clock.pauses.find(({ until }) => until === null);
  const link = "font-medium text-link hover:underline max-tablet:min-h-11";
  return (
    <Panel title={words.title} aside={<ClockChip request={request} />}>
      <div
        role="img"
        aria-label={words.bar(clockWords(readClock(request, now)))}
        className="flex h-3 gap-px"
      >
        {days.map(({ date, kind }) => (
          <span
            key={date}
            title={shortDay(date)}
            className={classNames("min-w-px grow rounded-xs", looks[kind])}
          />
        ))}
      </div>
      <p className="flex flex-wrap justify-between gap-x-3 text-2xs text-muted">
        <span>{shortDay(clock.received_on)}</span>
        <span className="text-ink">{words.due(shortDay(clock.due_on))}</span>
      </p>
      <p className="text-2xs text-muted">
        {request.extended_at ? words.extended : words.explained}{" "}
        {request.paused_days > 0 && words.paused_days(request.paused_days)}
        {pause && open && words.pausedNow(requestsCopy.pause.reasons[pause.reason])}
      </p>
      {open && (
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-2xs">
          {request.paused_at ? (
            <button type="button" className={link} onClick={() => void act({ act: "resume" })}>
              {words.resume}
            </button>
          ) : (
            !request.identity_verified_at && (
              <button type="button" className={link} onClick={onPause}>
                {words.pause}
              </button>
            )
          )}
          {!request.extended_at && !request.paused_at && Date.parse(request.due_at) > now && (
            <button type="button" className={link} onClick={onExtend}>
              {words.extend}
            </button>
          )}
        </p>
      )}
    </Panel>
  );
}
