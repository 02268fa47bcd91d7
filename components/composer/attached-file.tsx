"use client";

import { FileText, Paperclip, X } from "lucide-react";
import { useRef } from "react";
import type { AttachedFile } from "@/components/composer/use-attached-file";
import { mediaCopy } from "@/components/copy/media";
import { fileSize } from "@/components/media/file-size";
import { Button } from "@/components/ui/button";
import { acceptedTypes } from "@/lib/media/send/staff-file";

/** What will go with the reply, and what was wrong with what was given. */
export function AttachedFilePreview({ attached }: { attached: AttachedFile }) {
  const { file, preview, problem } = attached;
  return (
    <>
      {problem && (
        <p role="alert" className="border-line border-t px-3 py-1.5 text-bad text-xs">
          {problem}
        </p>
      )}
      {file && (
        <div className="flex items-center gap-2.5 border-line border-t px-3 py-2 text-xs">
          {preview ? (
            // biome-ignore lint/performance/noImgElement: a picture that is only in this tab yet
            <img
              src={preview}
              alt=""
              className="size-12 rounded-sm border border-line object-cover"
            />
          ) : (
            <FileText aria-hidden="true" className="size-6 text-muted" />
          )}
          <span className="min-w-0 grow">
            <span className="block truncate font-medium text-ink">{file.name}</span>
            <span className="block text-2xs text-muted tabular-nums">
              {fileSize(file.size)} · {mediaCopy.goesSeparately}
            </span>
          </span>
          <Button variant="ghost" size="icon" aria-label={mediaCopy.detach} onClick={attached.drop}>
            <X aria-hidden="true" className="size-4" />
          </Button>
        </div>
      )}
    </>
  );
}

/** Opens the browser's file dialog. */
export function AttachButton({ attached }: { attached: AttachedFile }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={acceptedTypes}
        aria-label={mediaCopy.attachHint}
        onChange={(event) => {
          attached.take([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Button
        variant="ghost"
        aria-label={mediaCopy.attach}
        title={mediaCopy.attachHint}
        onClick={() => input.current?.click()}
      >
        <Paperclip aria-hidden="true" className="size-3.5" />
      </Button>
    </>
  );
}
