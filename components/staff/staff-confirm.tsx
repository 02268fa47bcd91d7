"use client";

import { ConfirmDialog } from "@/components/confirm/confirm-dialog";
import { staffCopy } from "@/components/copy/staff";
import type { StaffActs } from "@/components/staff/use-staff-acts";
import type { StaffRow } from "@/lib/staff/console-schemas";
import type { StaffRole } from "@/lib/staff/roles";

export type StaffQuestion =
  | { act: "deactivate" | "reset-factor" }
  | { act: "role"; role: StaffRole };

type StaffConfirmProps = {
  row: StaffRow;
  question: StaffQuestion;
  acts: StaffActs;
  onClose: () => void;
};

/** Before an act that somebody feels at once: what it does to them. */
export function StaffConfirm({ row, question, acts, onClose }: StaffConfirmProps) {
  const asked = ask(row, question, acts);
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={asked.title}
      action={asked.action}
      onConfirm={asked.run}
      {...(question.act === "deactivate" && {
        counts: [{ label: staffCopy.deactivate.counts, value: String(row.open_sessions) }],
      })}
    >
      {asked.body}
    </ConfirmDialog>
  );
}

function ask(row: StaffRow, question: StaffQuestion, acts: StaffActs) {
  const name = row.display_name;
  if (question.act === "role") {
    const { role } = question;
    return {
      title: staffCopy.changeRole.title(name, role),
      body: staffCopy.changeRole.body(role),
      action: staffCopy.changeRole.action(role),
      run: () => acts.changeRole(row, role),
    };
  }
  const words = question.act === "deactivate" ? staffCopy.deactivate : staffCopy.resetFactor;
  return {
    title: words.title(name),
    body: words.body,
    action: typeof words.action === "string" ? words.action : words.action(name),
    run: () => (question.act === "deactivate" ? acts.deactivate(row) : acts.resetFactor(row)),
  };
}
