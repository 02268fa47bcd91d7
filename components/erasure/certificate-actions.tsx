"use client";

import { Download, Printer } from "lucide-react";
import { erasureCopy } from "@/components/copy/erasure";
import { Button } from "@/components/ui/button";

const words = erasureCopy.certificate;

/** Paper, or the same as JSON with its digest. */
export function CertificateActions({ requestId, number }: { requestId: string; number: number }) {
  return (
    <div className="ml-auto flex gap-2">
      <Button onClick={() => window.print()} variant="primary">
        <Printer aria-hidden="true" className="size-3.5" />
        {words.print}
      </Button>
      <Button asChild>
        <a
          href={`/api/console/erasure/${requestId}/certificate`}
          download={`erasure-certificate-${number}.json`}
        >
          <Download aria-hidden="true" className="size-3.5" />
          {words.download}
        </a>
      </Button>
    </div>
  );
}
