import { MessagesSquare } from "lucide-react";
import type { Metadata } from "next";
import { copy } from "@/components/copy/en";
import { StatePanel } from "@/components/ui/state-panel";

export const metadata: Metadata = { title: copy.sessions.title };

export default function SessionsPage() {
  return (
    <div className="grow bg-canvas max-tablet:hidden">
      <StatePanel icon={MessagesSquare} title={copy.sessions.pick}>
        {copy.sessions.pickBody}
      </StatePanel>
    </div>
  );
}
