import { Check, Circle, LoaderCircle } from "lucide-react";
import { requestsCopy } from "@/components/copy/requests";
import type { ExportRow } from "@/lib/privacy/requests/request-schemas";

const words = requestsCopy.exports;
const count = new Intl.NumberFormat("en-GB");

/** How far the archive is, part by part. */
export function ExportProgress({ parts }: { parts: ExportRow["parts"] }) {
  const current = parts.findIndex(({ done, total }) => done < total);
  return (
    <ul aria-label={words.progress} className="grid gap-1">
      {parts.map(({ part, done, total }, place) => {
        const isDone = done >= total && (current === -1 || place < current);
        const Icon = isDone ? Check : place === current ? LoaderCircle : Circle;
        return (
          <li key={part} className="grid grid-cols-[14px_minmax(0,1fr)_auto] items-center gap-2">
            <Icon
              aria-hidden="true"
              className={isDone ? "size-3.5 text-good" : "size-3.5 text-muted"}
            />
            <span>{words.parts[part]}</span>
            <span className="text-muted tabular-nums">
              {count.format(done)} / {count.format(total)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
