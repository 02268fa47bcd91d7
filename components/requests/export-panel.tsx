"use client";

import { Archive, Link2, Send, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { requestsCopy } from "@/components/copy/requests";
import { fileSize } from "@/components/media/file-size";
import { errorSentence } from "@/components/query/error-sentence";
import { ExportProgress } from "@/components/requests/export-progress";
import { Panel } from "@/components/requests/panel";
import { postExportAct } from "@/components/requests/request-queries";
import { canSend, SendingNote } from "@/components/requests/sending-note";
import type { Act } from "@/components/requests/use-request";
import { ClockTime } from "@/components/time/clock-time";
import { formatExact } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { ExportRow, RequestDetail } from "@/lib/privacy/requests/request-schemas";
import { isOpen } from "@/lib/privacy/requests/request-words";

const ConfirmDialog = dynamic(
  () => import("@/components/confirm/confirm-dialog").then((file) => file.ConfirmDialog),
  { ssr: false },
);
const words = requestsCopy.exports;

type ExportPanelProps = { request: RequestDetail; act: Act; refresh: () => void };

/** The archive of the person's data: building it, handing it out, taking it back. */
export function ExportPanel({ request, act, refresh }: ExportPanelProps) {
  const [latest, ...earlier] = request.exports;
  const isLive = latest && ["queued", "running", "ready"].includes(latest.state);
  const build = () =>
    act({ act: "export" }).catch((error: unknown) => toast.error(errorSentence(error)));
  return (
    <Panel title={words.title} aside={latest && words.states[latest.state]}>
      <p className="text-muted">{words.body}</p>
      {latest && <Current latest={latest} request={request} refresh={refresh} />}
      {isOpen(request.state) && !isLive && (
        <div className="flex items-center gap-2">
          <Button
            variant="primary"
            disabled={!request.identity_verified_at}
            onClick={() => void build()}
          >
            <Archive aria-hidden="true" className="size-3.5" />
            {latest ? words.again : words.build}
          </Button>
          {!request.identity_verified_at && (
            <span className="text-2xs text-muted">{words.needed}</span>
          )}
        </div>
      )}
      {earlier.length > 0 && (
        <ul className="text-2xs text-muted">
          {earlier.map((one) => (
            <li key={one.id}>
              <ClockTime iso={one.created_at} kind="row" /> {words.states[one.state]},{" "}
              {words.downloads(one.downloads)}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

type CurrentProps = { latest: ExportRow; request: RequestDetail; refresh: () => void };

function Current({ latest, request, refresh }: CurrentProps) {
  const { zone } = useViewerTime();
  const [revoking, setRevoking] = useState(false);
  const [busy, setBusy] = useState(false);
  const hand = async (way: "send_link" | "copy_link") => {
    setBusy(true);
    try {
      const { url } = await postExportAct(latest.id, way);
      if (url) await navigator.clipboard.writeText(url);
      toast(url ? words.copied : words.sent);
    } catch (error) {
      toast.error(errorSentence(error));
    } finally {
      setBusy(false);
      refresh();
    }
  };
  if (latest.state === "queued" || latest.state === "running") {
    return <ExportProgress parts={latest.parts} />;
  }
  if (latest.state === "failed") return <p className="text-bad">{words.failedBody}</p>;
  if (latest.state !== "ready" || latest.expires_at === null) return null;
  return (
    <div className="grid gap-2">
      <p>
        {latest.file_size !== null && words.size(fileSize(latest.file_size))}{" "}
        {formatExact(latest.expires_at, zone)}
        {latest.missing_files > 0 && ` · ${words.missing(latest.missing_files)}`}
      </p>
      <p className="text-muted">
        {latest.has_link ? words.downloads(latest.downloads) : words.noLink}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          variant={latest.has_link ? "secondary" : "primary"}
          disabled={busy || !canSend(request.sending.link)}
          onClick={() => void hand("send_link")}
        >
          <Send aria-hidden="true" className="size-3.5" />
          {words.send}
        </Button>
        <Button disabled={busy} onClick={() => void hand("copy_link")}>
          <Link2 aria-hidden="true" className="size-3.5" />
          {words.copy}
        </Button>
        <Button variant="danger" disabled={busy} onClick={() => setRevoking(true)}>
          <Trash2 aria-hidden="true" className="size-3.5" />
          {words.revoke}
        </Button>
      </div>
      <SendingNote sending={request.sending.link} otherwise={words.copyInstead} />
      {revoking && (
        <ConfirmDialog
          open
          onOpenChange={setRevoking}
          title={words.revokeTitle}
          action={words.revokeAction}
          onConfirm={async () => {
            await postExportAct(latest.id, "revoke");
            refresh();
          }}
        >
          {words.revokeBody}
        </ConfirmDialog>
      )}
    </div>
  );
}
