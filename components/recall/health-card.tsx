"use client";

import { recallCopy } from "@/components/copy/recall";
import { formatCount } from "@/components/overview/figure-format";
import { ReembedPanel } from "@/components/recall/reembed-panel";
import { formatDuration } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import type { RecallHealth } from "@/lib/recall/console-schemas";

const states = ["embedded", "pending", "failed", "skipped"] as const;
const tones: Record<string, string> = { failed: "text-bad", pending: "text-ink" };

/** What is indexed, what waits and what failed; which models; how long messages are. */
export function HealthCard({ recall }: { recall: RecallHealth }) {
  const { health, chunks, current_model: current } = recall;
  const { now } = useViewerTime();
  const messages = chunks.reduce((sum, each) => sum + each.messages, 0);
  const all = chunks.reduce((sum, each) => sum + each.messages * each.chunks, 0);
  const most = Math.max(1, ...chunks.map((each) => each.messages));
  return (
    <section aria-label={recallCopy.index} className="rounded-md border border-line bg-raised">
      <dl className="grid grid-cols-2 border-line border-b tablet:grid-cols-4">
        {states.map((state) => {
          const count = health.messages[state] ?? 0;
          return (
            <div key={state} className="px-3.5 py-2.5">
              <dt className="text-muted text-xs">{recallCopy.states[state]}</dt>
              <dd
                className={`font-semibold text-xl tabular-nums ${count > 0 ? (tones[state] ?? "text-ink") : "text-ink"}`}
              >
                {formatCount(count)}
              </dd>
              <dd className="text-2xs text-muted">
                {state === "pending" && health.oldest_waiting_at
                  ? recallCopy.oldest(
                      formatDuration(Math.max(0, now - Date.parse(health.oldest_waiting_at))),
                    )
                  : "\u00a0"}
              </dd>
            </div>
          );
        })}
      </dl>
      {health.models.length === 0 ? (
        <p className="px-3.5 py-3 text-muted text-xs">{recallCopy.emptyIndex}</p>
      ) : (
        <div className="grid wide:grid-cols-[3fr_2fr]">
          <table className="w-full self-start text-xs tabular-nums">
            <thead>
              <tr className="text-left text-muted">
                <th className="px-3.5 py-1.5 font-medium">{recallCopy.model}</th>
                <th className="px-3.5 py-1.5 text-right font-medium">{recallCopy.messages}</th>
                <th className="px-3.5 py-1.5 text-right font-medium">{recallCopy.chunksHead}</th>
                <th className="px-3.5 py-1.5 text-right font-medium max-tablet:hidden">
                  {recallCopy.dimensions}
                </th>
              </tr>
            </thead>
            <tbody>
              {health.models.map(({ model, dimensions, ...counts }) => (
                <tr key={`${model} ${dimensions}`} className="border-line border-t">
                  <th className="px-3.5 py-1.5 text-left font-medium text-ink wrap-anywhere">
                    {model ?? recallCopy.wordsOnly}
                    {model === current && (
                      <span className="font-normal text-muted"> {recallCopy.current}</span>
                    )}
                  </th>
                  <td className="px-3.5 py-1.5 text-right">{formatCount(counts.messages)}</td>
                  <td className="px-3.5 py-1.5 text-right">{formatCount(counts.chunks)}</td>
                  <td className="px-3.5 py-1.5 text-right max-tablet:hidden">
                    {dimensions ?? "–"}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className="border-line px-3.5 py-2 text-xs max-wide:border-t wide:border-l">
            <h2 className="mb-1.5 font-medium text-ink">
              {recallCopy.chunksPerMessage}{" "}
              <span className="font-normal text-muted">
                {recallCopy.average((all / Math.max(1, messages)).toFixed(2))}
              </span>
            </h2>
            <dl className="grid grid-cols-[4.5rem_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-0.5">
              {chunks.map((each) => (
                <div key={each.chunks} className="contents">
                  <dt className="text-muted">{recallCopy.chunks(each.chunks)}</dt>
                  <dd className="contents">
                    <span aria-hidden="true" className="h-2 rounded-xs bg-sunken">
                      <span
                        className="block h-full min-w-0.5 rounded-xs bg-info-solid"
                        style={{ width: `${(each.messages / most) * 100}%` }}
                      />
                    </span>
                    <span className="text-right tabular-nums">{formatCount(each.messages)}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        </div>
      )}
      <ReembedPanel recall={recall} />
    </section>
  );
}
