import { retentionCopy } from "@/components/copy/retention";
import { DetailDrawer } from "@/components/detail/detail-drawer";
import { Facts } from "@/components/detail/facts";
import { tookText } from "@/components/retention/run-columns";
import { somethingOf } from "@/components/retention/run-sums";
import { ClockTime } from "@/components/time/clock-time";
import { type RetentionRun, retentionClasses } from "@/lib/privacy/retention/console-schemas";

const words = retentionCopy.run;

type RunDrawerProps = { run: RetentionRun; onClose: () => void };

/** What one run of retention removed and kept, class by class. */
export function RunDrawer({ run, onClose }: RunDrawerProps) {
  return (
    <DetailDrawer
      id={run.id}
      title={words.title}
      subtitle={retentionCopy.triggers(run.trigger)}
      onClose={onClose}
    >
      <div className="grid gap-4">
        <Facts
          facts={[
            { label: words.asked, value: run.requested_by },
            {
              label: words.begun,
              value: <ClockTime iso={run.started_at ?? run.requested_at} kind="row" />,
            },
            {
              label: words.finished,
              value: run.finished_at && <ClockTime iso={run.finished_at} kind="row" />,
            },
            { label: words.took, value: tookText(run) },
          ]}
        />
        <Counts title={words.removed} counts={run.removed} empty={words.nothing} />
        <Counts title={words.kept} counts={run.kept} empty={null} />
      </div>
    </DetailDrawer>
  );
}

type CountsProps = { title: string; counts: RetentionRun["removed"]; empty: string | null };

function Counts({ title, counts, empty }: CountsProps) {
  const facts = retentionClasses.flatMap((name) => {
    const some = somethingOf(counts[name]);
    if (some.length === 0) return [];
    return [
      {
        label: retentionCopy.classes[name].name,
        value: some.map(([thing, count]) => retentionCopy.things(thing, count)).join(", "),
      },
    ];
  });
  if (facts.length === 0 && empty === null) return null;
  return (
    <section className="grid gap-1.5">
      <h3 className="font-medium text-ink text-xs">{title}</h3>
      {facts.length > 0 ? <Facts facts={facts} /> : <p className="text-muted text-xs">{empty}</p>}
    </section>
  );
}
