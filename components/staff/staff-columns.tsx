import { Ban, CircleCheck, MailQuestionMark, ShieldCheck } from "lucide-react";
import { staffCopy } from "@/components/copy/staff";
import type { Column } from "@/components/list/data-list";
import { ClockTime } from "@/components/time/clock-time";
import { Chip } from "@/components/ui/chip";
import type { StaffRow, StaffState } from "@/lib/staff/console-schemas";

const words = staffCopy.columns;

const looks = {
  active: { icon: CircleCheck, tone: "good" },
  invited: { icon: MailQuestionMark, tone: "info" },
  deactivated: { icon: Ban, tone: "neutral" },
} as const;

export function StaffStateChip({ state }: { state: StaffState }) {
  return <Chip {...looks[state]}>{staffCopy.states[state]}</Chip>;
}

export const staffColumns: Column<StaffRow>[] = [
  {
    key: "name",
    head: words.name,
    width: "minmax(0,2fr)",
    cell: (row) => (
      <>
        <span className="block truncate font-medium text-ink">
          {row.display_name}
          {row.is_me && <span className="font-normal text-muted"> ({staffCopy.you})</span>}
        </span>
        <span className="block truncate text-2xs text-muted">{row.email}</span>
      </>
    ),
  },
  {
    key: "role",
    head: words.role,
    width: "minmax(0,0.8fr)",
    cell: (row) => staffCopy.roles[row.role],
  },
  {
    key: "state",
    head: words.state,
    width: "minmax(0,0.9fr)",
    cell: (row) => <StaffStateChip state={row.state} />,
  },
  {
    key: "factor",
    head: words.factor,
    width: "minmax(0,0.8fr)",
    phone: "hide",
    cell: (row) =>
      row.has_second_factor ? (
        <Chip icon={ShieldCheck} tone="good">
          {staffCopy.factorOn}
        </Chip>
      ) : (
        <span className="text-muted">{staffCopy.factorOff}</span>
      ),
  },
  {
    key: "signed-in",
    head: words.lastSignIn,
    width: "96px",
    align: "end",
    cell: (row) =>
      row.last_sign_in_at ? (
        <ClockTime iso={row.last_sign_in_at} kind="row" className="relative z-1 text-muted" />
      ) : (
        <span className="text-muted">{staffCopy.never}</span>
      ),
  },
];
