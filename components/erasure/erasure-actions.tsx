import { RotateCw, ScanSearch, Trash2, Undo2 } from "lucide-react";
import { erasureCopy } from "@/components/copy/erasure";
import type { ErasureActs } from "@/components/erasure/use-erasure";
import { errorSentence } from "@/components/query/error-sentence";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { ErasureStatus } from "@/lib/privacy/erasure/console-schemas";
import { erasureStores } from "@/lib/privacy/erasure/policy";

type ErasureActionsProps = {
  status: ErasureStatus;
  act: ErasureActs;
  busy: boolean;
  onAsk: (what: "approve" | "approve_second") => void;
};

/** What can be done now, and why not where it cannot. */
export function ErasureActions({ status, act, busy, onAsk }: ErasureActionsProps) {
  const { preview, run, held } = status;
  const isReady = status.request_state === "ready" || status.request_state === "in_progress";
  const doAct = (what: Parameters<ErasureActs>[0], done?: string) =>
    void act(what).then(
      () => done && toast(done),
      (error: unknown) => toast.error(errorSentence(error)),
    );
  return (
    <div className="grid gap-2">
      {held && (
        <p role="alert" className="text-warn">
          {erasureCopy.held}
        </p>
      )}
      {!run && !isReady && (
        <p className="text-muted">
          {["received", "identity_check"].includes(status.request_state)
            ? erasureCopy.notReady
            : erasureCopy.ended}
        </p>
      )}
      {!run && isReady && (
        <>
          <p className="text-muted">
            {status.may_approve ? erasureCopy.intro : erasureCopy.readOnly}
          </p>
          {status.may_approve && (
            <div className="flex flex-wrap gap-2">
              {preview && (
                <Button variant="danger" disabled={busy || held} onClick={() => onAsk("approve")}>
                  <Trash2 aria-hidden="true" className="size-3.5" />
                  {erasureCopy.approve}
                </Button>
              )}
              <Button
                variant={preview ? "secondary" : "primary"}
                disabled={busy}
                onClick={() => doAct({ act: "preview" })}
              >
                <ScanSearch aria-hidden="true" className="size-3.5" />
                {preview ? erasureCopy.again : erasureCopy.preview}
              </Button>
            </div>
          )}
        </>
      )}
      {run && (
        <p className="text-muted">
          {erasureCopy.approved(run.approved_by ?? erasureCopy.somebody)}{" "}
          <ClockTime iso={run.approved_at} kind="row" />
          {run.second_at && (
            <>
              , {run.second_by ?? erasureCopy.somebody} <ClockTime iso={run.second_at} kind="row" />
            </>
          )}
        </p>
      )}
      {run?.state === "approved" && <p role="status">{erasureCopy.queued}</p>}
      {run?.state === "awaiting_second" && (
        <p role="status" className="text-warn">
          {run.is_mine ? erasureCopy.waitingMine : erasureCopy.waitingSecond}
        </p>
      )}
      {run?.state === "failed" && <Failure run={run} />}
      {run && (
        <div className="flex flex-wrap gap-2 empty:hidden">
          {run.state === "awaiting_second" && !run.is_mine && (
            <Button
              variant="danger"
              disabled={busy || held}
              onClick={() => onAsk("approve_second")}
            >
              <Trash2 aria-hidden="true" className="size-3.5" />
              {erasureCopy.approveSecond}
            </Button>
          )}
          {run.state === "failed" && (
            <Button
              variant="primary"
              disabled={busy}
              onClick={() => doAct({ act: "retry", runId: run.id })}
            >
              <RotateCw aria-hidden="true" className="size-3.5" />
              {run.error_code === "person_still_found" ? erasureCopy.checkAgain : erasureCopy.retry}
            </Button>
          )}
          {!run.fenced_at && run.state !== "completed" && (
            <Button
              disabled={busy}
              onClick={() => doAct({ act: "cancel", runId: run.id }, erasureCopy.cancelled)}
            >
              <Undo2 aria-hidden="true" className="size-3.5" />
              {erasureCopy.cancel}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Failure({ run }: { run: NonNullable<ErasureStatus["run"]> }) {
  const store = erasureStores.find((known) => known === run.failed_step);
  return (
    <div role="alert" className="grid gap-0.5 text-bad">
      <p className="font-semibold">
        {erasureCopy.failed(store ? erasureCopy.stores[store][0] : erasureCopy.title)}
      </p>
      <p>
        {run.error_code === "person_still_found" ? erasureCopy.foundBody : erasureCopy.failedBody}
      </p>
      {run.error_code && (
        <p className="text-2xs">
          {erasureCopy.code}: <code>{run.error_code}</code>
        </p>
      )}
    </div>
  );
}
