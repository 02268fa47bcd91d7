"use client";

import Link from "next/link";
import { useState } from "react";
import { staffCopy } from "@/components/copy/staff";
import { DetailDrawer } from "@/components/detail/detail-drawer";
import { Facts } from "@/components/detail/facts";
import { SelectField } from "@/components/form/select-field";
import { errorSentence } from "@/components/query/error-sentence";
import { StaffStateChip } from "@/components/staff/staff-columns";
import { StaffConfirm, type StaffQuestion } from "@/components/staff/staff-confirm";
import type { StaffActs } from "@/components/staff/use-staff-acts";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import type { StaffRow } from "@/lib/staff/console-schemas";
import { staffRoles } from "@/lib/staff/roles";

type StaffDrawerProps = { row: StaffRow; acts: StaffActs; onClose: () => void };

/** One member of staff, and what an admin can do about them. */
export function StaffDrawer({ row, acts, onClose }: StaffDrawerProps) {
  const words = staffCopy.detail;
  const [question, setQuestion] = useState<StaffQuestion | null>(null);
  return (
    <DetailDrawer
      id={row.user_id}
      title={row.display_name}
      subtitle={<StaffStateChip state={row.state} />}
      onClose={onClose}
      actions={
        <>
          {row.state === "invited" && (
            <Button disabled={acts.busy} onClick={() => acts.inviteAgain.mutate(row)}>
              {staffCopy.invite.again}
            </Button>
          )}
          {row.has_second_factor && (
            <Button onClick={() => setQuestion({ act: "reset-factor" })}>
              {staffCopy.resetFactor.open}
            </Button>
          )}
          {row.state === "deactivated" ? (
            <Button disabled={acts.busy} onClick={() => acts.reactivate.mutate(row)}>
              {staffCopy.reactivate.open}
            </Button>
          ) : (
            <Button variant="danger" onClick={() => setQuestion({ act: "deactivate" })}>
              {staffCopy.deactivate.open}
            </Button>
          )}
        </>
      }
    >
      {acts.error && (
        <p role="alert" className="pb-3 text-bad text-xs">
          {errorSentence(acts.error)}
        </p>
      )}
      <div className="pb-4">
        <SelectField
          label={words.role}
          value={row.role}
          options={staffRoles.map((role) => ({
            value: role,
            label: `${staffCopy.roles[role]}: ${staffCopy.roleMeanings[role]}`,
          }))}
          onChange={(event) => {
            const role = staffRoles.find((known) => known === event.target.value);
            if (role && role !== row.role) setQuestion({ act: "role", role });
          }}
        />
      </div>
      <Facts
        facts={[
          { label: words.email, value: row.email },
          {
            label: staffCopy.columns.factor,
            value: row.has_second_factor ? staffCopy.factorOn : staffCopy.factorOff,
          },
          {
            label: staffCopy.columns.lastSignIn,
            value: row.last_sign_in_at ? (
              <ClockTime iso={row.last_sign_in_at} kind="row" />
            ) : (
              staffCopy.never
            ),
          },
          { label: words.since, value: <ClockTime iso={row.created_at} kind="row" /> },
          { label: words.open, value: String(row.open_sessions) },
        ]}
      />
      <p className="flex flex-wrap gap-4 pt-4 text-xs">
        <Link className="text-info underline" href={`/audit?actor=${row.user_id}`}>
          {words.audit}
        </Link>
        <Link className="text-info underline" href={`/audit?subject=${row.user_id}`}>
          {words.auditOf}
        </Link>
      </p>
      {question && (
        <StaffConfirm row={row} question={question} acts={acts} onClose={() => setQuestion(null)} />
      )}
    </DetailDrawer>
  );
}
