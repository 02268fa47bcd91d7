"use client";

import { Trash2, UserX } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { removalCopy } from "@/components/copy/removal";
import { Button } from "@/components/ui/button";
import type { PurgeSubject } from "@/lib/media/purge/console-schemas";

/** Loaded when they are first asked for. */
const PurgeFilesDialog = dynamic(() => import("@/components/removal/purge-files-dialog"), {
  ssr: false,
});
const EraseCustomerDialog = dynamic(() => import("@/components/removal/erase-customer-dialog"), {
  ssr: false,
});

type RemovalActsProps = {
  customerId: string;
  /** Where one conversation is looked at, its files can go alone. */
  sessionId?: string;
};

/** What the privacy team and admins can remove of a customer: files at once, the person by a request. */
export function RemovalActs({ customerId, sessionId }: RemovalActsProps) {
  const [subject, setSubject] = useState<PurgeSubject | null>(null);
  const [isErasing, setErasing] = useState(false);
  return (
    <>
      {sessionId && (
        <Button variant="danger" onClick={() => setSubject({ session_id: sessionId })}>
          <Trash2 aria-hidden="true" className="size-3.5" />
          {removalCopy.purgeSession}…
        </Button>
      )}
      <Button variant="danger" onClick={() => setSubject({ customer_id: customerId })}>
        <Trash2 aria-hidden="true" className="size-3.5" />
        {sessionId ? removalCopy.purgeCustomer : removalCopy.purgeAll}…
      </Button>
      <Button variant="danger" onClick={() => setErasing(true)}>
        <UserX aria-hidden="true" className="size-3.5" />
        {removalCopy.erase}…
      </Button>
      {subject && <PurgeFilesDialog subject={subject} onClose={() => setSubject(null)} />}
      {isErasing && (
        <EraseCustomerDialog customerId={customerId} onClose={() => setErasing(false)} />
      )}
    </>
  );
}
