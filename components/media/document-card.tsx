import { Download, FileText } from "lucide-react";
import { mediaCopy } from "@/components/copy/media";
import { fileName } from "@/components/media/file-name";
import { fileSize } from "@/components/media/file-size";
import { saveAddress } from "@/components/media/media-queries";
import { Button } from "@/components/ui/button";
import type { MediaKind } from "@/lib/media/media-words";

type DocumentCardProps = {
  file: { id: string; kind: MediaKind; file_name: string | null; file_size: number | null };
};

/** A file that is only ever saved, never shown: its name as the sender gave it, and its size. */
export function DocumentCard({ file }: DocumentCardProps) {
  const name = fileName(file);
  return (
    <div className="flex h-14 w-72 max-w-full items-center gap-2.5 rounded-md border border-line bg-raised px-2.5">
      <FileText aria-hidden="true" className="size-5 shrink-0 text-muted" />
      <div className="min-w-0 grow">
        <p className="truncate font-medium text-ink text-xs" title={name}>
          {name}
        </p>
        <p className="text-2xs text-muted tabular-nums">
          {file.file_size !== null && fileSize(file.file_size)}
        </p>
      </div>
      <Button asChild variant="ghost" size="icon">
        <a href={saveAddress(file.id)} aria-label={mediaCopy.saveFile(name)}>
          <Download aria-hidden="true" className="size-4" />
        </a>
      </Button>
    </div>
  );
}
