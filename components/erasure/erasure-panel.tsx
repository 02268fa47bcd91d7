"use client";

import { Printer } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { commonCopy } from "@/components/copy/common";
import { erasureCopy } from "@/components/copy/erasure";
import { ErasureActions } from "@/components/erasure/erasure-actions";
import { ErasurePlaces } from "@/components/erasure/erasure-places";
import { ProcessorsPanel } from "@/components/erasure/processors-panel";
import { previewTotal, storeRows } from "@/components/erasure/store-rows";
import { StoreTable } from "@/components/erasure/store-table";
import { useErasure } from "@/components/erasure/use-erasure";
import { errorSentence } from "@/components/query/error-sentence";
import { Panel } from "@/components/requests/panel";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";

const ConfirmDialog = dynamic(
  () => import("@/components/confirm/confirm-dialog").then((file) => file.ConfirmDialog),
  { ssr: false },
);

/** Erasing one customer: what would go, who approves, how far it is, and the proof. */
export function ErasurePanel({ requestId }: { requestId: string; customerId: string }) {
  const { read, act, isActing } = useErasure(requestId);
  const [asking, setAsking] = useState<"approve" | "approve_second" | null>(null);
  const status = read.data;
  if (!status) {
    return (
      <Panel title={erasureCopy.title}>
        {read.error && (
          <p role="alert" className="text-bad">
            {errorSentence(read.error)}{" "}
            <Button onClick={() => void read.refetch()}>{commonCopy.tryAgain}</Button>
          </p>
        )}
        {!read.error && <div aria-busy="true" className="h-24" />}
      </Panel>
    );
  }
  const { preview, run, certificate } = status;
  const confirm = () => {
    if (asking === "approve" && preview) {
      return act({ act: "approve", previewId: preview.id, digest: preview.digest });
    }
    if (asking === "approve_second" && preview && run) {
      return act({ act: "approve_second", runId: run.id, digest: preview.digest });
    }
    return Promise.resolve();
  };
  return (
    <>
      <Panel
        title={erasureCopy.title}
        aside={
          preview && (
            <span>
              {erasureCopy.previewOf} <ClockTime iso={preview.made_at} kind="row" />
              {run && `, ${erasureCopy.boundTo}`}
            </span>
          )
        }
      >
        <ErasureActions status={status} act={act} busy={isActing} onAsk={setAsking} />
        {run && <ErasurePlaces run={run} />}
        {(preview || run) && <StoreTable rows={storeRows(status)} />}
        {certificate && (
          <div className="flex flex-wrap items-center gap-2 border-line-strong border-t pt-3">
            <span className="font-semibold text-ink">
              {erasureCopy.certificate.short(certificate.number)}
            </span>
            <ClockTime iso={certificate.issued_at} kind="row" className="text-muted" />
            <Button asChild variant="primary" className="ml-auto">
              <Link href={{ pathname: `/requests/${requestId}/certificate` }}>
                <Printer aria-hidden="true" className="size-3.5" />
                {erasureCopy.certificate.open}
              </Link>
            </Button>
          </div>
        )}
      </Panel>
      {run?.state === "completed" && (
        <ProcessorsPanel
          runId={run.id}
          notices={status.notices}
          act={act}
          mayRecord={status.may_approve}
        />
      )}
      {asking && preview && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setAsking(null)}
          title={erasureCopy.approveTitle}
          phrase={erasureCopy.approvePhrase}
          action={erasureCopy.approveAction(previewTotal(preview))}
          counts={storeRows({ preview, run: null })
            .filter(({ inPreview }) => inPreview)
            .map(({ name, inPreview }) => ({
              label: name,
              value: erasureCopy.number(inPreview ?? 0),
            }))}
          onConfirm={confirm}
        >
          {erasureCopy.approveBody}
        </ConfirmDialog>
      )}
    </>
  );
}
