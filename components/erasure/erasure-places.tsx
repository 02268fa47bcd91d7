import { erasureCopy } from "@/components/copy/erasure";
import type { ErasurePlace, ErasureStatus } from "@/lib/privacy/erasure/console-schemas";

/** Where the check still found the person, and where others mention them. */
export function ErasurePlaces({ run }: { run: NonNullable<ErasureStatus["run"]> }) {
  return (
    <>
      {run.findings.length > 0 && (
        <Places title={erasureCopy.findings} places={run.findings} tone="text-bad" />
      )}
      {run.elsewhere.length > 0 && (
        <Places
          title={erasureCopy.elsewhere}
          body={erasureCopy.elsewhereBody}
          places={run.elsewhere}
          tone="text-warn"
        />
      )}
    </>
  );
}

type PlacesProps = { title: string; body?: string; places: readonly ErasurePlace[]; tone: string };

function Places({ title, body, places, tone }: PlacesProps) {
  return (
    <div className={tone}>
      <p className="font-semibold">{title}</p>
      {body && <p>{body}</p>}
      <ul className="list-inside list-disc font-mono text-2xs">
        {places.map(({ table, count, by }) => (
          <li key={`${table} ${by} ${count}`}>{erasureCopy.place(table, count, by)}</li>
        ))}
      </ul>
    </div>
  );
}
