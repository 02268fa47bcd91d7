import { createHash } from "node:crypto";
import { z } from "zod";
import type { ExportRows } from "@/lib/privacy/export/export-calls";
import type { ExportPart } from "@/lib/privacy/requests/request-words";

/** A file as media.json names it. */
const mediaRow = z.object({
  id: z.string(),
  message_id: z.string(),
  type: z.string().nullish(),
  name: z.string().nullish(),
  status: z.string(),
});
export type MediaRow = z.infer<typeof mediaRow>;

/** The row of a file, of which the archive needs more than to write it down. */
export const readMediaRow = (row: ExportRows[number]["row"]): MediaRow => mediaRow.parse(row);

type Kept = { file: string; message_id: string; size: number; sha256: string };
type Missing = {
  media_id: string;
  message_id: string;
  type: string | null;
  name: string | null;
  why: string;
};

/**
 * The table of contents of an archive, written last: how many rows each part has, each file with its size and
 * digest, and every file that is not there with the reason. Holds a line a file, never a file.
 */
export function createManifest(reference: string, madeAt: Date) {
  const rows: Partial<Record<ExportPart, number>> = {};
  const files: Kept[] = [];
  const missing: Missing[] = [];
  let gone = 0;
  return {
    countRow(part: ExportPart) {
      rows[part] = (rows[part] ?? 0) + 1;
    },
    /** The bytes of a file as they go by; noted when the last one has. */
    async *measured(file: string, row: MediaRow, pieces: AsyncIterable<Uint8Array>) {
      const hash = createHash("sha256");
      let size = 0;
      for await (const piece of pieces) {
        hash.update(piece);
        size += piece.length;
        yield piece;
      }
      files.push({ file, message_id: row.message_id, size, sha256: hash.digest("hex") });
    },
    /** `gone_from_storage`: we should have it; else what became of it, as in media.json. */
    miss(row: MediaRow, why: string) {
      if (why === "gone_from_storage") gone += 1;
      const { id, message_id, type = null, name = null } = row;
      missing.push({ media_id: id, message_id, type, name, why });
    },
    /** Files that we should have had. */
    goneFiles: () => gone,
    write: () =>
      `${JSON.stringify({ request: reference, made_at: madeAt.toISOString(), rows, files, missing }, null, 1)}\n`,
  };
}
export type Manifest = ReturnType<typeof createManifest>;
