import type { Route } from "next";
import Link from "next/link";
import { overviewCopy } from "@/components/copy/overview";
import { formatChange, formatCount } from "@/components/overview/figure-format";
import { Sparkline } from "@/components/overview/sparkline";
import { sumSpans } from "@/components/overview/sum-spans";
import type { Overview, Span } from "@/lib/overview/console-schemas";

const words = overviewCopy.strip;

type Total = {
  label: string;
  value: string;
  note: string | null;
  series: number[];
  /** The list behind the figure. */
  href: Route;
};

/** Totals of the range, each with its course and how it compares with the time before. */
export function TotalsStrip({ overview }: { overview: Overview }) {
  return (
    <section
      aria-label={words.label}
      className="grid grid-cols-2 rounded-md border border-line bg-raised tablet:grid-cols-3 wide:grid-cols-6"
    >
      {totalsOf(overview).map(({ label, value, note, series, href }) => (
        <Link
          key={label}
          href={href}
          className="group flex min-w-0 items-end justify-between gap-2 px-3.5 py-2.5 hover:bg-hover"
        >
          <div className="min-w-0">
            <p className="truncate text-muted text-xs group-hover:underline">{label}</p>
            <p className="font-semibold text-ink text-xl tabular-nums">{value}</p>
            <p className="truncate text-2xs text-muted">{note ?? "\u00a0"}</p>
          </div>
          <Sparkline values={series} />
        </Link>
      ))}
    </section>
  );
}

function totalsOf({ spans, before }: Overview): Total[] {
  const sum = (key: "received" | "replies" | "handed_over" | "opted_out" | "failed_sends") =>
    sumSpans(spans, key);
  const course = (pick: (span: Span) => number) => spans.map(pick);
  const compared = (now: number, then: number) => {
    const change = formatChange(now, then);
    return change && words.before(change);
  };
  const answers = sum("replies") + sum("handed_over");
  return [
    {
      label: words.received,
      value: formatCount(sum("received")),
      note: compared(sum("received"), before.received),
      series: course((span) => span.received),
      href: "/sessions?filter=all",
    },
    {
      label: words.replies,
      value: formatCount(sum("replies")),
      note: compared(sum("replies"), before.replies),
      series: course((span) => span.replies),
      href: "/sessions?filter=all",
    },
    {
      label: words.botAlone,
      value: answers === 0 ? "–" : `${((sum("replies") / answers) * 100).toFixed(1)} %`,
      note: answers === 0 ? null : words.botAloneOf(formatCount(answers)),
      series: course((span) => span.replies / Math.max(1, span.replies + span.handed_over)),
      href: "/sessions?filter=all",
    },
    {
      label: words.handedOver,
      value: formatCount(sum("handed_over")),
      note: compared(sum("handed_over"), before.handed_over),
      series: course((span) => span.handed_over),
      href: "/sessions?filter=human",
    },
    {
      label: words.optedOut,
      value: formatCount(sum("opted_out")),
      note: words.optedIn(formatCount(sumSpans(spans, "opted_in"))),
      series: course((span) => span.opted_out),
      href: "/sessions?filter=opted_out",
    },
    {
      label: words.failedSends,
      value: formatCount(sum("failed_sends")),
      note: words.staffMessages(formatCount(sumSpans(spans, "staff_messages"))),
      series: course((span) => span.failed_sends),
      href: "/sessions?filter=failed",
    },
  ];
}
