import { createHash, randomInt } from "node:crypto";
import { z } from "zod";
import type { Store } from "../../providers/open-store";

const rowSchema = z.object({
  id: z.string(),
  mime_type: z.string(),
  file_name: z.string().nullable(),
  sha256: z.string(),
  bytes: z.instanceof(Uint8Array),
  at: z.string(),
});

/** A file that a simulated phone has sent, or holds ready to be sent. */
export type CustomerFile = {
  id: string;
  mimeType: string;
  fileName: string | null;
  /** Base64, as Meta announces it. */
  sha256: string;
  bytes: Buffer;
  at: Date;
};

export type CustomerFiles = ReturnType<typeof createCustomerFiles>;

/** Files of the simulated phones by their WhatsApp media id, on disk with everything else. */
export function createCustomerFiles(store: Store) {
  store.db.exec(`create table if not exists customer_files (
    id text primary key,
    mime_type text not null,
    file_name text,
    sha256 text not null,
    bytes blob not null,
    at text not null
  )`);
  const insert = store.db.prepare("insert into customer_files values (?, ?, ?, ?, ?, ?)");
  const select = store.db.prepare("select * from customer_files where id = ?");

  return {
    /** Each sending has a media id of its own, as with Meta, even of the same file. */
    keep(file: { bytes: Buffer; mimeType: string; fileName: string | null }, at: Date) {
      const id = `1${String(randomInt(1e14)).padStart(15, "0")}`;
      const sha256 = createHash("sha256").update(file.bytes).digest("base64");
      insert.run(id, file.mimeType, file.fileName, sha256, file.bytes, at.toISOString());
      return { id, sha256, size: file.bytes.length };
    },
    find(id: string): CustomerFile | null {
      const row = rowSchema.optional().parse(select.get(id));
      if (row === undefined) return null;
      return {
        id: row.id,
        mimeType: row.mime_type,
        fileName: row.file_name,
        sha256: row.sha256,
        bytes: Buffer.from(row.bytes),
        at: new Date(row.at),
      };
    },
  };
}
