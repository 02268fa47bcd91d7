import { UserRound, UserRoundX } from "lucide-react";
import { listCopy } from "@/components/copy/list";

type AssigneeCellProps = { id: string | null; name: string | null; viewerId: string };

/** Whose a row is; the viewer's own name is "You". */
export function AssigneeCell({ id, name, viewerId }: AssigneeCellProps) {
  const Icon = id ? UserRound : UserRoundX;
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-muted">
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      <span className={id ? "truncate text-text" : "truncate"}>
        {id === viewerId ? listCopy.assigned.you : (name ?? listCopy.assigned.nobody)}
      </span>
    </span>
  );
}
