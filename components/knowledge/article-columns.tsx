import { knowledgeCopy } from "@/components/copy/knowledge";
import { SampleChip, StateChip } from "@/components/knowledge/state-chip";
import type { Column } from "@/components/list/data-list";
import { ClockTime } from "@/components/time/clock-time";
import type { ArticleRow } from "@/lib/knowledge/console-schemas";

const { columns, allRoutes, by } = knowledgeCopy.list;

/** The columns of the list of articles. */
export const articleColumns: readonly Column<ArticleRow>[] = [
  {
    key: "title",
    head: columns.title,
    width: "minmax(0,3fr)",
    cell: (row) => (
      <div className="min-w-0">
        <p className="truncate text-sm font-medium text-ink">{row.title}</p>
        <p className="truncate text-xs text-muted">{row.excerpt}</p>
      </div>
    ),
  },
  {
    key: "state",
    head: columns.state,
    width: "minmax(0,1.3fr)",
    cell: (row) => (
      <div className="flex flex-wrap gap-1">
        <StateChip state={row.state} publishedVersion={row.published_version} />
        {row.is_sample && <SampleChip />}
      </div>
    ),
  },
  {
    key: "routes",
    head: columns.routes,
    width: "minmax(0,1.3fr)",
    phone: "hide",
    cell: (row) => (
      <span className="line-clamp-2 text-xs">
        {row.routes.map((route) => knowledgeCopy.routes[route] ?? route).join(", ") || allRoutes}
      </span>
    ),
  },
  {
    key: "language",
    head: columns.language,
    width: "88px",
    phone: "hide",
    cell: (row) => (
      <span className="text-xs">{knowledgeCopy.languages[row.language] ?? row.language}</span>
    ),
  },
  {
    key: "updated",
    head: columns.updated,
    width: "128px",
    align: "end",
    phone: "hide",
    cell: (row) => (
      <div className="text-xs">
        <ClockTime iso={row.updated_at} kind="row" className="tabular-nums" />
        {row.updated_by && <p className="truncate text-muted">{by(row.updated_by)}</p>}
      </div>
    ),
  },
];
