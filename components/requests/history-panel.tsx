import { requestsCopy } from "@/components/copy/requests";
import { Panel } from "@/components/requests/panel";
import { ClockTime } from "@/components/time/clock-time";
import type { RequestDetail } from "@/lib/privacy/requests/request-schemas";

const words = requestsCopy.history;

/** Everything that happened to a request, newest first; nothing here can be changed. */
export function HistoryPanel({ request }: { request: RequestDetail }) {
  return (
    <Panel title={words.title}>
      <ol className="grid gap-1.5">
        {request.history.map((entry) => (
          <li key={entry.id} className="grid grid-cols-[52px_minmax(0,1fr)] gap-2">
            <ClockTime iso={entry.at} kind="row" className="text-muted tabular-nums" />
            <span>
              {words.events[entry.event] ?? entry.event}
              {entry.to_name && ` → ${entry.to_name}`}
              <span className="text-muted">{words.by(entry.by_name ?? words.system)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
