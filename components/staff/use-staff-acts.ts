"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { staffCopy } from "@/components/copy/staff";
import { postRole, postStaffAct, staffKeys } from "@/components/staff/staff-queries";
import { toast } from "@/components/ui/toast";
import type { StaffRow } from "@/lib/staff/console-schemas";
import type { StaffRole } from "@/lib/staff/roles";

/** What an admin does to staff; each says what happened and reads the list again. */
export function useStaffActs() {
  const client = useQueryClient();
  const say = async (sentence: string) => {
    toast(sentence);
    await client.invalidateQueries({ queryKey: staffKeys.all });
  };
  const inviteAgain = useMutation({
    mutationFn: (row: StaffRow) => postStaffAct(row.user_id, "invite"),
    onSuccess: (_acted, row) => say(staffCopy.invite.sentAgain(row.display_name)),
  });
  const reactivate = useMutation({
    mutationFn: (row: StaffRow) => postStaffAct(row.user_id, "reactivate"),
    onSuccess: (_acted, row) => say(staffCopy.reactivate.done(row.display_name)),
  });
  return {
    inviteAgain,
    reactivate,
    /** These show a failure in their own dialog. */
    changeRole: async (row: StaffRow, role: StaffRole) => {
      await postRole(row.user_id, role);
      await say(staffCopy.changeRole.done(row.display_name, role));
    },
    deactivate: async (row: StaffRow) => {
      const { released } = await postStaffAct(row.user_id, "deactivate");
      await say(staffCopy.deactivate.done(row.display_name, released));
    },
    resetFactor: async (row: StaffRow) => {
      await postStaffAct(row.user_id, "reset-factor");
      await say(staffCopy.resetFactor.done(row.display_name));
    },
    invited: (name: string) => say(staffCopy.invite.sent(name)),
    busy: inviteAgain.isPending || reactivate.isPending,
    error: inviteAgain.error ?? reactivate.error,
  };
}

export type StaffActs = ReturnType<typeof useStaffActs>;
