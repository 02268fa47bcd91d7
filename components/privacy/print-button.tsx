"use client";

import { Printer } from "lucide-react";
import { policyCopy } from "@/components/copy/privacy-policy";
import { Button } from "@/components/ui/button";

/** Opens the browser's print dialog, which also saves a PDF. */
export function PrintButton() {
  return (
    <Button className="print:hidden" onClick={() => window.print()}>
      <Printer aria-hidden="true" className="size-3.5" />
      {policyCopy.print}
    </Button>
  );
}
