import { Check, Circle, CircleMinus } from "lucide-react";
import { changeText } from "@/components/consent/ledger-words";
import { Chip } from "@/components/ui/chip";
import type { LedgerLine } from "@/lib/privacy/ledger-schemas";

/** What a change came to. */
export function ChangeChip({ line }: { line: LedgerLine }) {
  const isStop = line.to_status === "opted_out" || line.to_status === "stopped";
  const isYes = line.to_status === "opted_in" || line.to_status === "allowed";
  return (
    <Chip
      icon={isStop ? CircleMinus : isYes ? Check : Circle}
      tone={isStop ? "bad" : isYes ? "good" : "neutral"}
    >
      {changeText(line)}
    </Chip>
  );
}
