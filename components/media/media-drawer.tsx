"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, FileX, MessageSquare, RotateCw, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { commonCopy } from "@/components/copy/common";
import { mediaCopy } from "@/components/copy/media";
import { DetailDrawer } from "@/components/detail/detail-drawer";
import { Facts } from "@/components/detail/facts";
import { HoldChip } from "@/components/holds/hold-chip";
import { fileName } from "@/components/media/file-name";
import { fileSize } from "@/components/media/file-size";
import { GoesTime } from "@/components/media/goes-time";
import { MediaPreview } from "@/components/media/media-preview";
import { fetchFile, fileAddress, mediaKeys, saveAddress } from "@/components/media/media-queries";
import { MediaState } from "@/components/media/media-state";
import { personOf } from "@/components/media/person-of";
import { understood } from "@/components/media/understood";
import { canRetry, type MediaActs } from "@/components/media/use-media-acts";
import { errorSentence } from "@/components/query/error-sentence";
import { RequestFailure } from "@/components/query/request-json";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";
import type { MediaDetail, MediaRow } from "@/lib/media/console/console-schemas";
import { isShownInline } from "@/lib/media/console/shown-inline";

/** Loaded with the first file that is opened large. */
const Lightbox = dynamic(() => import("@/components/media/lightbox"), { ssr: false });

type MediaDrawerProps = {
  id: string;
  acts: MediaActs;
  mayRetry: boolean;
  mayPurge: boolean;
  onPurge: (file: MediaRow) => void;
  onClose: () => void;
};

/** One file: seen or heard, what is in it, its facts, and what can be done. */
export function MediaDrawer({ id, acts, mayRetry, mayPurge, onPurge, onClose }: MediaDrawerProps) {
  const file = useQuery({
    queryKey: mediaKeys.one(id),
    queryFn: ({ signal }) => fetchFile(id, signal),
    refetchInterval: ({ state }) => (state.data?.status === "pending" ? 4_000 : 30_000),
  });
  const { data, error } = file;
  if (!data) {
    const isGone = error instanceof RequestFailure && error.code === "not_found";
    return (
      <DetailDrawer id={id} title={mediaCopy.title} onClose={onClose}>
        {error && (
          <StatePanel
            icon={FileX}
            tone={isGone ? "neutral" : "bad"}
            title={isGone ? mediaCopy.fileGone : mediaCopy.loadFailed}
            action={
              !isGone && <Button onClick={() => void file.refetch()}>{commonCopy.tryAgain}</Button>
            }
          >
            {isGone ? mediaCopy.fileGoneBody : errorSentence(error)}
          </StatePanel>
        )}
      </DetailDrawer>
    );
  }
  return (
    <DetailDrawer
      id={id}
      title={fileName(data)}
      subtitle={personOf(data)}
      onClose={onClose}
      actions={
        <>
          <Button asChild variant="primary">
            <Link href={`/sessions/${data.session_id}?at=${data.seq}` as "/sessions"}>
              <MessageSquare aria-hidden="true" className="size-3.5" />
              {mediaCopy.toMessage}
            </Link>
          </Button>
          {data.status === "stored" && (
            <Button asChild>
              <a href={saveAddress(id)}>
                <Download aria-hidden="true" className="size-3.5" />
                {mediaCopy.save}
              </a>
            </Button>
          )}
          {mayRetry && canRetry(data) && (
            <Button disabled={acts.retry.isPending} onClick={() => acts.retry.mutate([id])}>
              <RotateCw aria-hidden="true" className="size-3.5" />
              {mediaCopy.retry}
            </Button>
          )}
          {mayPurge && !data.held && (
            <Button variant="danger" onClick={() => onPurge(data)}>
              <Trash2 aria-hidden="true" className="size-3.5" />
              {mediaCopy.purgeMany(1)}
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-4">
        <Seen file={data} />
        {acts.retry.error && (
          <p role="alert" className="text-bad text-xs">
            {errorSentence(acts.retry.error)}
          </p>
        )}
        <Words title={mediaCopy.shows} text={data.caption} />
        <Words title={mediaCopy.transcript} text={data.transcript} />
        <Words title={mediaCopy.documentText} text={data.document_text} />
        <MediaFacts file={data} />
      </div>
    </DetailDrawer>
  );
}

function Seen({ file }: { file: MediaDetail }) {
  const [isLarge, setLarge] = useState(false);
  const name = fileName(file);
  const isSeen = file.status === "stored" && isShownInline(file.mime_type);
  if (isSeen && file.kind === "audio") {
    return (
      // biome-ignore lint/a11y/useMediaCaption: the transcript stands under it
      <audio
        controls
        preload="none"
        src={fileAddress(file.id)}
        aria-label={mediaCopy.play(name)}
        className="w-full"
      />
    );
  }
  const box = "block h-60 w-full overflow-hidden rounded-md border border-line bg-sunken";
  if (!isSeen) {
    return (
      <div className={box}>
        {file.status === "stored" ? (
          <MediaPreview file={file} />
        ) : (
          <div className="grid size-full place-items-center px-6">
            <MediaState media={file} />
          </div>
        )}
      </div>
    );
  }
  return (
    <>
      <button
        type="button"
        data-file={file.id}
        aria-label={mediaCopy.open(name)}
        onClick={() => setLarge(true)}
        className={box}
      >
        <MediaPreview file={file} />
      </button>
      {isLarge && (
        <Lightbox
          files={[file]}
          openId={file.id}
          onOpen={() => {}}
          onClose={() => setLarge(false)}
        />
      )}
    </>
  );
}

function Words({ title, text }: { title: string; text: string | null }) {
  if (!text) return null;
  return (
    <section aria-label={title}>
      <h3 className="mb-1 font-semibold text-ink text-xs">{title}</h3>
      <p className="max-h-72 overflow-y-auto whitespace-pre-wrap text-text text-xs">{text}</p>
    </section>
  );
}

function MediaFacts({ file }: { file: MediaDetail }) {
  const words = mediaCopy.facts;
  const time = (iso: string | null) => iso && <ClockTime iso={iso} kind="row" />;
  return (
    <Facts
      facts={[
        { label: words.customer, value: personOf(file) },
        { label: "", value: <HoldChip customerId={file.customer_id} /> },
        { label: words.state, value: mediaCopy.states[file.status] },
        { label: words.label, value: file.file_name },
        { label: words.type, value: file.mime_type },
        { label: words.size, value: file.file_size !== null && fileSize(file.file_size) },
        { label: words.received, value: time(file.created_at) },
        { label: words.stored, value: time(file.downloaded_at) },
        { label: words.goes, value: file.expires_at && <GoesTime iso={file.expires_at} /> },
        { label: words.content, value: contentOf(file) },
        { label: words.attempts, value: file.attempts > 0 ? file.attempts : null },
        { label: words.next, value: file.status === "pending" && time(file.next_attempt_at) },
        {
          label: words.checksum,
          value: file.checksum && (
            <code className="break-all font-mono text-2xs">{file.checksum}</code>
          ),
        },
      ].filter(({ label, value }) => value !== false && (label !== "" || file.held))}
    />
  );
}

/** Why nothing is known of what is in it; null when it is known, or there is no file to look into. */
function contentOf(file: MediaDetail): string | null {
  const found = understood(file);
  if (found?.isWords || file.status !== "stored") return null;
  const why = file.understanding_error && mediaCopy.notLookedAt[file.understanding_error];
  return [found?.text, why].filter(Boolean).join(". ") || null;
}
