import { mediaCopy } from "@/components/copy/media";
import type { MediaKind } from "@/lib/media/media-words";

/** How a file is called: as its sender named it, else by what it is. */
export const fileName = (file: { file_name: string | null; kind: MediaKind }): string =>
  file.file_name?.trim() || mediaCopy.kinds[file.kind];
