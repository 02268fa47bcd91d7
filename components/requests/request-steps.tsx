import { Check, Circle, CircleDot } from "lucide-react";
import { requestsCopy } from "@/components/copy/requests";
import { ClockTime } from "@/components/time/clock-time";
import { classNames } from "@/components/ui/class-names";
import type { RequestDetail } from "@/lib/privacy/requests/request-schemas";
import { isOpen } from "@/lib/privacy/requests/request-words";

const words = requestsCopy.steps;

/** Where a request is, from receipt to answer. */
export function RequestSteps({ request }: { request: RequestDetail }) {
  const { state } = request;
  const proof = request.identity.find((check) => check.state === "passed");
  const begun = request.history.find(({ event }) => event === "in_progress");
  const isEnded = !isOpen(state);
  const current = isEnded
    ? 3
    : ({ received: 1, identity_check: 1, ready: 2 }[state as string] ?? 2);
  const steps = [
    {
      title: words.received,
      at: request.received_at,
      note: requestsCopy.channels[request.channel],
    },
    {
      title: words.identity,
      at: request.identity_verified_at,
      note: proof ? words.identityBy[proof.method] : words.identityOpen,
    },
    {
      title: words.work,
      at: begun?.at ?? null,
      note: begun ? (begun.by_name ?? "") : words.workNext,
    },
    {
      title: isEnded ? requestsCopy.states[state] : words.done,
      at: request.closed_at,
      note: isEnded ? "" : words.doneNext,
    },
  ];
  return (
    <ol
      aria-label={words.label}
      className="grid grid-cols-4 overflow-hidden rounded-lg border border-line bg-surface max-tablet:grid-cols-2"
    >
      {steps.map(({ title, at, note }, place) => {
        const isDone = at !== null;
        const isNow = !isDone && place === current;
        const Icon = isDone ? Check : isNow ? CircleDot : Circle;
        return (
          <li
            key={title}
            aria-current={isNow ? "step" : undefined}
            className={classNames(
              "border-line border-r px-3.5 py-2 last:border-r-0",
              isNow && "bg-info-soft",
            )}
          >
            <p className="flex items-center gap-1.5 font-semibold text-ink text-xs">
              <Icon
                aria-hidden="true"
                className={classNames(
                  "size-3.5",
                  isDone ? "text-good" : isNow ? "text-info" : "text-faint",
                )}
              />
              {title}
            </p>
            <p className="truncate pl-5 text-2xs text-muted">
              {at && <ClockTime iso={at} kind="row" />}
              {at && note && " · "}
              {note}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
