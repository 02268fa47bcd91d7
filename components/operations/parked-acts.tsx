import { Archive, RotateCw, Undo2 } from "lucide-react";
import { parkedCopy } from "@/components/copy/parked";
import { Button } from "@/components/ui/button";
import { Key } from "@/components/ui/key";
import type { ParkedStatus } from "@/lib/operations/parked-schemas";

type ParkedActsProps = {
  count: number;
  status: ParkedStatus;
  busy: boolean;
  onReprocess: () => void;
  onDismiss: () => void;
  onRestore: () => void;
};

/** What can be done with events of a status: what is parked is handled again or put away, what is put away comes back. */
export function ParkedActs(props: ParkedActsProps) {
  const { count, status, busy } = props;
  if (status === "stored") return null;
  if (status === "dismissed") {
    return (
      <Button disabled={busy} onClick={props.onRestore}>
        <Undo2 aria-hidden="true" className="size-3.5" />
        {parkedCopy.restore(count)}
      </Button>
    );
  }
  return (
    <>
      <Button variant="primary" disabled={busy} onClick={props.onReprocess}>
        <RotateCw aria-hidden="true" className="size-3.5" />
        {parkedCopy.reprocess(count)}
        <Key>R</Key>
      </Button>
      <Button disabled={busy} onClick={props.onDismiss}>
        <Archive aria-hidden="true" className="size-3.5" />
        {parkedCopy.dismiss(count)}
        <Key>D</Key>
      </Button>
    </>
  );
}
