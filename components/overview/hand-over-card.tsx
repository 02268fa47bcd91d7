import { Hand } from "lucide-react";
import Link from "next/link";
import { overviewCopy } from "@/components/copy/overview";
import { sessionsCopy } from "@/components/copy/sessions";
import { formatCount } from "@/components/overview/figure-format";
import { StatePanel } from "@/components/ui/state-panel";
import type { Overview } from "@/lib/overview/console-schemas";

const words = overviewCopy.handOvers;

/** Why the bot gave conversations away, most frequent first; lengths and figures say the same. */
export function HandOverCard({ reasons }: { reasons: Overview["hand_over_reasons"] }) {
  const most = Math.max(1, ...reasons.map(({ hand_overs }) => hand_overs));
  return (
    <section className="flex min-w-0 flex-col rounded-md border border-line bg-raised wide:col-span-2">
      <header className="flex min-h-10 items-center border-line border-b px-3.5 py-1.5">
        <h2 className="font-semibold text-ink text-sm">
          <Link href="/sessions?filter=human" className="hover:underline">
            {words.title}
          </Link>
        </h2>
      </header>
      {reasons.length === 0 ? (
        <div className="h-53">
          <StatePanel icon={Hand} tone="good" title={words.none} />
        </div>
      ) : (
        <ul className="grid gap-2.5 px-3.5 py-3">
          {reasons.slice(0, 8).map(({ reason, hand_overs }) => (
            <li key={reason} className="grid grid-cols-[11rem_1fr_3rem] items-center gap-3 text-xs">
              <span className="truncate">{sessionsCopy.ownerReasons[reason] ?? reason}</span>
              <span aria-hidden="true" className="h-1.5 rounded-full bg-sunken">
                <span
                  className="block h-full rounded-full bg-human-solid"
                  style={{ width: `${(hand_overs / most) * 100}%` }}
                />
              </span>
              <span className="text-right text-ink tabular-nums">{formatCount(hand_overs)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
