"use client";

import { TriangleAlert } from "lucide-react";
import { copy } from "@/components/copy/en";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";

export default function RootError({ retry }: { retry: () => void }) {
  return (
    <main className="h-dvh">
      <StatePanel
        icon={TriangleAlert}
        tone="bad"
        title={copy.errorPage.title}
        action={<Button onClick={retry}>{copy.common.tryAgain}</Button>}
      >
        {copy.errorPage.body}
      </StatePanel>
    </main>
  );
}
