"use client";

import { TriangleAlert } from "lucide-react";
import { commonCopy } from "@/components/copy/common";
import { errorPageCopy } from "@/components/copy/error-page";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";

export default function ConsoleError({ retry }: { retry: () => void }) {
  return (
    <StatePanel
      icon={TriangleAlert}
      tone="bad"
      title={errorPageCopy.title}
      action={<Button onClick={retry}>{commonCopy.tryAgain}</Button>}
    >
      {errorPageCopy.body}
    </StatePanel>
  );
}
