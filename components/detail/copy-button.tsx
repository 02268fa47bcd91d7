"use client";

import { Check, Copy, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { commonCopy } from "@/components/copy/common";
import { Button } from "@/components/ui/button";

type CopyButtonProps = { text: string; className?: string };

/** Puts a text on the clipboard and says so, or that the browser does not allow it. */
export function CopyButton({ text, className }: CopyButtonProps) {
  const [state, setState] = useState<"copy" | "copied" | "copyRefused">("copy");
  const Icon = { copy: Copy, copied: Check, copyRefused: TriangleAlert }[state];
  const copy = async () => {
    // Pages that do not come by https have no clipboard; a browser may also refuse.
    const outcome = await navigator.clipboard?.writeText(text).then(
      () => "copied" as const,
      () => "copyRefused" as const,
    );
    setState(outcome ?? "copyRefused");
    setTimeout(() => setState("copy"), 2_000);
  };
  return (
    <Button variant="ghost" className={className} onClick={() => void copy()}>
      <Icon aria-hidden="true" className="size-3.5" />
      <span aria-live="polite">{commonCopy[state]}</span>
    </Button>
  );
}
