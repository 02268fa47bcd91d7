import { knowledgeCopy } from "@/components/copy/knowledge";
import { type DiffLine, lineDiff } from "@/components/knowledge/line-diff";
import type { VersionFields } from "@/components/knowledge/version-fields";
import { classNames } from "@/components/ui/class-names";

type VersionDiffProps = { before: VersionFields | null; after: VersionFields; none?: string };

/** What changes from one version to another, field by field; unchanged lines are counted, not shown. */
export function VersionDiff({ before, after, none = knowledgeCopy.diff.none }: VersionDiffProps) {
  const old = new Map(before ?? []);
  const changed = after
    .map(([field, text]) => ({ field, lines: lineDiff(old.get(field) ?? "", text) }))
    .filter(({ lines }) => lines.some(({ kind }) => kind !== "same"));
  if (changed.length === 0) return <p className="text-xs text-muted">{none}</p>;
  return (
    <dl className="grid gap-2 rounded-sm border border-line bg-sunken p-2.5 text-xs">
      {changed.map(({ field, lines }) => (
        <div key={field} className="grid gap-0.5">
          <dt className="font-medium text-ink">{field}</dt>
          <dd>
            {foldSame(lines).map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity and never move
              <Line key={index} line={line} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Line({ line }: { line: DiffLine | { kind: "folded"; count: number } }) {
  if (line.kind === "folded") {
    return <p className="text-faint">{knowledgeCopy.diff.unchanged(line.count)}</p>;
  }
  const isAdded = line.kind === "added";
  const Element = isAdded ? "ins" : "del";
  return (
    <Element
      className={classNames(
        "block rounded-xs px-1 wrap-anywhere whitespace-pre-wrap",
        isAdded ? "bg-good-soft text-good no-underline" : "bg-bad-soft text-bad",
      )}
    >
      <span className="sr-only">
        {isAdded ? knowledgeCopy.diff.added : knowledgeCopy.diff.removed}{" "}
      </span>
      <span aria-hidden="true">{isAdded ? "+ " : "− "}</span>
      {line.text || " "}
    </Element>
  );
}

function foldSame(lines: DiffLine[]) {
  const folded: (DiffLine | { kind: "folded"; count: number })[] = [];
  for (const line of lines) {
    const last = folded.at(-1);
    if (line.kind !== "same") folded.push(line);
    else if (last?.kind === "folded") last.count += 1;
    else folded.push({ kind: "folded", count: 1 });
  }
  return folded;
}
