import { mediaCopy } from "@/components/copy/media";
import type { Column } from "@/components/list/data-list";
import { fileName } from "@/components/media/file-name";
import { fileSize } from "@/components/media/file-size";
import { GoesTime } from "@/components/media/goes-time";
import { personOf } from "@/components/media/person-of";
import { understood } from "@/components/media/understood";
import { ClockTime } from "@/components/time/clock-time";
import type { MediaRow } from "@/lib/media/console/console-schemas";

const words = mediaCopy.facts;
const tones: Partial<Record<MediaRow["status"], string>> = {
  pending: "text-info",
  expired: "text-warn",
  rejected: "text-bad",
  failed: "text-bad",
};

/** Files as lines: for comparing sizes, states and times. */
export const mediaColumns: Column<MediaRow>[] = [
  {
    key: "file",
    head: words.label,
    width: "minmax(0,2.4fr)",
    cell: (file) => (
      <>
        <span className="block truncate font-medium text-ink">{fileName(file)}</span>
        <span className="block truncate text-2xs text-muted">{understood(file)?.text}</span>
      </>
    ),
  },
  {
    key: "type",
    head: words.type,
    width: "84px",
    phone: "hide",
    cell: (file) => mediaCopy.kinds[file.kind],
  },
  {
    key: "state",
    head: words.state,
    width: "minmax(0,1.2fr)",
    cell: (file) => (
      <span className={tones[file.status]}>
        {mediaCopy.states[file.status]}
        {file.error && `: ${mediaCopy.short[file.error] ?? file.error}`}
      </span>
    ),
  },
  { key: "customer", head: words.customer, width: "minmax(0,1fr)", cell: personOf },
  {
    key: "size",
    head: words.size,
    width: "72px",
    align: "end",
    cell: (file) => file.file_size !== null && fileSize(file.file_size),
  },
  {
    key: "received",
    head: words.received,
    width: "76px",
    align: "end",
    cell: (file) => <ClockTime iso={file.created_at} kind="row" className="relative z-1" />,
  },
  {
    key: "goes",
    head: words.goes,
    width: "76px",
    align: "end",
    phone: "hide",
    cell: (file) => file.expires_at && <GoesTime iso={file.expires_at} className="relative z-1" />,
  },
];
