"use client";

import { useMutation } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useState } from "react";
import { simulatorCopy } from "@/components/copy/simulator";
import { type FileKind, postFile } from "@/components/simulator/simulator-queries";

type OwnFileProps = { kind: FileKind; onReady: (id: string) => void };

const accepted: Record<FileKind, string> = {
  image: "image/jpeg,image/png",
  voice: "audio/*",
  document: ".pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.txt,image/*,audio/*",
};
/** The request carries it as base64 and may be 32 MB. */
const largest = 16 * 1024 * 1024;

/** A file of the simulator's user, put up and sent at once. */
export function OwnFile({ kind, onReady }: OwnFileProps) {
  const [isTooLarge, setTooLarge] = useState(false);
  const put = useMutation({
    mutationFn: async (file: File) =>
      postFile({
        mime_type: file.type.split(";")[0] || "application/octet-stream",
        name: file.name,
        data: await base64Of(file),
      }),
    onSuccess: ({ id }) => onReady(id),
  });
  const words = simulatorCopy;
  const problem = isTooLarge ? words.ownFileTooLarge : put.isError ? words.ownFileFailed : null;
  return (
    <div className="grid min-w-0 gap-1">
      <label className="inline-flex h-8 w-fit cursor-pointer items-center gap-1.5 rounded-sm border border-control px-3 text-sm text-text hover:bg-hover focus-within:outline-2 max-tablet:h-11">
        <Upload aria-hidden="true" className="size-3.5" />
        {words.files[kind].own}
        <input
          type="file"
          accept={accepted[kind]}
          disabled={put.isPending}
          className="sr-only"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = "";
            setTooLarge(file !== undefined && file.size > largest);
            if (file && file.size <= largest) put.mutate(file);
          }}
        />
      </label>
      {problem ? (
        <p role="alert" className="text-2xs text-bad">
          {problem}
        </p>
      ) : (
        <p className="text-2xs text-muted">{words.ownFileHint}</p>
      )}
    </div>
  );
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ""));
    reader.readAsDataURL(file);
  });
}
