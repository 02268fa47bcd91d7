"use client";

import { TriangleAlert } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { commonCopy } from "@/components/copy/common";
import { requestsCopy } from "@/components/copy/requests";
import { ErasurePanel } from "@/components/erasure/erasure-panel";
import { useShortcut } from "@/components/frame/shortcuts";
import { errorSentence } from "@/components/query/error-sentence";
import { RequestFailure } from "@/components/query/request-json";
import { ClockPanel } from "@/components/requests/clock-panel";
import { CorrectionPanel } from "@/components/requests/correction-panel";
import { ExportPanel } from "@/components/requests/export-panel";
import { HistoryPanel } from "@/components/requests/history-panel";
import { IdentityPanel } from "@/components/requests/identity-panel";
import { NotesPanel } from "@/components/requests/notes-panel";
import { NoticesPanel } from "@/components/requests/notices-panel";
import { ObjectionPanel } from "@/components/requests/objection-panel";
import { PersonPanel } from "@/components/requests/person-panel";
import { RequestBar } from "@/components/requests/request-bar";
import { type Asked, RequestDialogs } from "@/components/requests/request-dialogs";
import { postAssign } from "@/components/requests/request-queries";
import { RequestSteps } from "@/components/requests/request-steps";
import { canSend } from "@/components/requests/sending-note";
import { useRequest } from "@/components/requests/use-request";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";
import { toast } from "@/components/ui/toast";
import type { RequestAct } from "@/lib/privacy/requests/request-acts";
import { isOpen } from "@/lib/privacy/requests/request-words";

const AssignDialog = dynamic(() => import("@/components/requests/assign-dialog"), { ssr: false });

/** One privacy request: proving the person, doing what was asked, in the time that the law gives. */
export function RequestPage({ id, viewerId }: { id: string; viewerId: string }) {
  const { read, refresh, act, isActing } = useRequest(id);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [assigning, setAssigning] = useState(false);
  const note = useRef<HTMLTextAreaElement>(null);
  const request = read.data;
  const open = request ? isOpen(request.state) : false;
  const canSendCode =
    open && request?.identity_verified_at === null && canSend(request.sending.code);
  const doAct = (what: RequestAct, done: string) =>
    act(what).then(
      () => toast(done),
      (error: unknown) => toast.error(errorSentence(error)),
    );
  const sendCode = () => doAct({ act: "send_code" }, requestsCopy.identity.sent);
  const focusNote = () => {
    note.current?.focus();
    note.current?.scrollIntoView({ block: "center" });
  };
  useShortcut("c", () => void sendCode(), requestsCopy.keys.code, !canSendCode);
  useShortcut(
    "n",
    (event) => {
      event.preventDefault();
      focusNote();
    },
    requestsCopy.keys.note,
    !request,
  );
  useShortcut(
    "a",
    (event) => {
      event.preventDefault();
      setAssigning(true);
    },
    requestsCopy.keys.assign,
    !open,
  );
  if (!request) {
    if (!read.error) return <div aria-busy="true" className="grow" />;
    const isGone = read.error instanceof RequestFailure && read.error.code === "not_found";
    return (
      <StatePanel
        icon={TriangleAlert}
        tone="bad"
        title={isGone ? requestsCopy.gone : requestsCopy.loadFailed}
        action={<Button onClick={() => void read.refetch()}>{commonCopy.tryAgain}</Button>}
      >
        {!isGone && errorSentence(read.error)}
      </StatePanel>
    );
  }
  const assign = async (staffId: string | null, name: string) => {
    try {
      await postAssign([id], staffId);
      toast(requestsCopy.assigned(1, name));
    } catch (error) {
      toast.error(errorSentence(error));
    }
    refresh();
  };
  return (
    <div className="flex min-h-0 grow flex-col">
      <RequestBar
        request={request}
        viewerId={viewerId}
        busy={isActing}
        onAssign={() => setAssigning(true)}
        onNote={focusNote}
        onComplete={() => void doAct({ act: "complete" }, requestsCopy.act.completed)}
        onAsk={setAsked}
      />
      <div className="min-h-0 grow overflow-y-auto p-5 max-tablet:p-3">
        <div className="mx-auto grid max-w-6xl gap-4">
          <RequestSteps request={request} />
          <div className="grid items-start gap-4 wide:grid-cols-[minmax(0,1fr)_340px]">
            <div className="grid min-w-0 gap-4">
              <IdentityPanel
                request={request}
                busy={isActing}
                onSend={() => void sendCode()}
                onManual={() => setAsked("check")}
              />
              {request.kind === "erasure" && (
                <ErasurePanel requestId={id} customerId={request.customer_id} />
              )}
              {request.kind === "access" && (
                <ExportPanel request={request} act={act} refresh={refresh} />
              )}
              {request.kind === "objection" && <ObjectionPanel request={request} act={act} />}
              {request.kind === "rectification" && <CorrectionPanel request={request} act={act} />}
              <NoticesPanel request={request} act={act} />
              <NotesPanel request={request} act={act} field={note} />
            </div>
            <aside aria-label={requestsCopy.person.title} className="grid min-w-0 gap-4">
              <ClockPanel
                request={request}
                act={act}
                onPause={() => setAsked("pause")}
                onExtend={() => setAsked("extend")}
              />
              <PersonPanel request={request} />
              <HistoryPanel request={request} />
            </aside>
          </div>
        </div>
      </div>
      <RequestDialogs asked={asked} request={request} act={act} onClose={() => setAsked(null)} />
      {assigning && (
        <AssignDialog
          assignedTo={request.assigned_to}
          onClose={() => setAssigning(false)}
          onPick={(staffId, name) => void assign(staffId, name)}
        />
      )}
    </div>
  );
}
