import { MessagesSquare } from "lucide-react";
import type { Metadata } from "next";
import { sessionsCopy } from "@/components/copy/sessions";
import { StatePanel } from "@/components/ui/state-panel";

export const metadata: Metadata = { title: sessionsCopy.title };

export default function SessionsPage() {
  return (
    <div className="grow bg-canvas max-tablet:hidden">
      <StatePanel icon={MessagesSquare} title={sessionsCopy.pick}>
        {sessionsCopy.pickBody}
      </StatePanel>
    </div>
  );
}
