"use client";

import { retentionCopy } from "@/components/copy/retention";
import { formatCount } from "@/components/overview/figure-format";
import { ClockTime } from "@/components/time/clock-time";
import type { RetentionPreview } from "@/lib/privacy/retention/console-schemas";

const words = retentionCopy.preview;
const most = 10_000;

export const dueText = (due: number): string => (due > most ? words.more : formatCount(due));

/** Each class with its days and what is past them; the days come from the server's configuration. */
export function PreviewCard({ preview }: { preview: RetentionPreview }) {
  const sum = preview.classes.reduce((total, each) => total + Math.min(each.due, most), 0);
  const isCut = preview.classes.some((each) => each.due > most);
  return (
    <section
      aria-labelledby="retention-preview"
      className="rounded-md border border-line bg-raised text-xs"
    >
      <header className="flex min-h-10 flex-wrap items-baseline gap-x-3 border-line border-b px-3.5 py-2">
        <h2 id="retention-preview" className="font-semibold text-ink text-sm">
          {words.title}
        </h2>
        <p className="text-muted">
          {words.asOf} <ClockTime iso={preview.as_of} />
        </p>
      </header>
      <table className="w-full">
        <thead className="text-left text-muted">
          <tr>
            <th scope="col" className="px-3.5 py-1.5 font-medium">
              {words.columns.class}
            </th>
            <th scope="col" className="px-3.5 py-1.5 text-right font-medium">
              {words.columns.days}
            </th>
            <th scope="col" className="px-3.5 py-1.5 text-right font-medium">
              {words.columns.due}
            </th>
            <th scope="col" className="px-3.5 py-1.5 text-right font-medium max-tablet:hidden">
              {words.columns.oldest}
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.classes.map((each) => {
            const { name, about, setting } = retentionCopy.classes[each.class];
            return (
              <tr key={each.class} className="border-line border-t align-top">
                <th scope="row" className="px-3.5 py-1.5 text-left font-normal">
                  <span className="text-ink">{name}</span>
                  <span className="block text-2xs text-muted">{about}</span>
                </th>
                <td className="whitespace-nowrap px-3.5 py-1.5 text-right tabular-nums">
                  {words.days(each.days)}
                  <span className="block font-mono text-2xs text-muted max-tablet:hidden">
                    {setting || words.fixed}
                  </span>
                </td>
                <td
                  className={`px-3.5 py-1.5 text-right tabular-nums ${each.due > 0 ? "font-medium text-ink" : "text-muted"}`}
                >
                  {each.due > 0 ? dueText(each.due) : words.nothing}
                </td>
                <td className="whitespace-nowrap px-3.5 py-1.5 text-right text-muted tabular-nums max-tablet:hidden">
                  {each.oldest_at ? <ClockTime iso={each.oldest_at} kind="row" /> : "–"}
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr className="border-line-strong border-t font-semibold text-ink">
            <th scope="row" className="px-3.5 py-2 text-left" colSpan={2}>
              {words.all}
            </th>
            <td className="px-3.5 py-2 text-right tabular-nums">
              {isCut ? `${formatCount(sum)}+` : formatCount(sum)}
            </td>
            <td className="max-tablet:hidden" />
          </tr>
        </tfoot>
      </table>
      <footer className="grid gap-0.5 border-line border-t px-3.5 py-2 text-2xs text-muted">
        {preview.holds > 0 && <p>{words.held(preview.holds)}</p>}
        {preview.objects_waiting > 0 && <p>{words.objects(preview.objects_waiting)}</p>}
        <p>{words.from}</p>
      </footer>
    </section>
  );
}
