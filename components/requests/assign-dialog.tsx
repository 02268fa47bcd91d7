"use client";

import AssignList from "@/components/conversation/assign-list";
import { requestsCopy } from "@/components/copy/requests";
import { fetchTeam, requestKeys } from "@/components/requests/request-queries";
import { Dialog } from "@/components/ui/dialog";

type AssignDialogProps = {
  assignedTo: string | null;
  onClose: () => void;
  onPick: (staffId: string | null, name: string) => void;
};
const words = requestsCopy.assignDialog;
const team = { queryKey: requestKeys.team, fetch: fetchTeam };

/** Picks who of the privacy team works on requests. */
export default function AssignDialog({ assignedTo, onClose, onPick }: AssignDialogProps) {
  return (
    <Dialog open onOpenChange={onClose} title={words.title} description={words.description}>
      <AssignList
        assignedTo={assignedTo}
        words={words}
        people={team}
        onClose={onClose}
        onPick={onPick}
      />
    </Dialog>
  );
}
