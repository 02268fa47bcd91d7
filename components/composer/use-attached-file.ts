"use client";

import { type ClipboardEvent, type DragEvent, useEffect, useState } from "react";
import { errorsCopy } from "@/components/copy/errors";
import { mediaCopy } from "@/components/copy/media";
import { staffFileKind, staffFileLimits } from "@/lib/media/send/staff-file";

/** The file that goes with a reply: picked, dropped or pasted, checked for type and size before anything moves. */
export function useAttachedFile() {
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (!file || staffFileKind(file.type) !== "image") return setPreview(null);
    const url = URL.createObjectURL(file);
    setPreview(url);
    return () => URL.revokeObjectURL(url);
  }, [file]);

  const take = (files: readonly File[]) => {
    const [first] = files;
    if (!first) return;
    const refusal = refusalOf(first);
    setProblem(refusal ?? (files.length > 1 ? mediaCopy.onlyOne : null));
    if (refusal === null) setFile(first);
  };
  const filesOf = (list: FileList | undefined) => [...(list ?? [])];
  return {
    file,
    preview,
    problem,
    isOver,
    take,
    drop: () => {
      setFile(null);
      setProblem(null);
    },
    /** For the element that takes dropped and pasted files. */
    target: {
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(false);
        take(filesOf(event.dataTransfer.files));
      },
      onPaste: (event: ClipboardEvent) => {
        const pasted = filesOf(event.clipboardData.files);
        if (pasted.length === 0) return;
        event.preventDefault();
        take(pasted);
      },
    },
  };
}

export type AttachedFile = ReturnType<typeof useAttachedFile>;

/** The browser's word for the type is only the first check: the server looks at the bytes. */
function refusalOf(file: File): string | null {
  const kind = staffFileKind(file.type);
  if (kind === null) return errorsCopy.file_type_refused ?? "";
  if (file.size === 0) return errorsCopy.file_unreadable ?? "";
  if (file.size > staffFileLimits[kind]) return errorsCopy.file_too_large ?? "";
  return null;
}
