import { createHash, type Hash, randomUUID } from "node:crypto";
import { open } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { beginFile, dropUnfinished, finishFile, type StoredFile } from "./object-files";
import type { ObjectPath } from "./object-path";
import type { FileHeaders } from "./write-object";

/** An upload that nobody continues is dropped after a day, as on hosted. */
const lifetimeMs = 24 * 60 * 60 * 1_000;

export type ResumableUpload = {
  version: string;
  target: ObjectPath;
  headers: FileHeaders;
  length: number;
  offset: number;
  expiresAt: Date;
  /** One request at a time may add to it. */
  isLocked: boolean;
  partFile: string;
  hash: Hash;
};

export type ResumableUploads = ReturnType<typeof createResumableUploads>;

/** Uploads on their way, by the id in their address. Known to this process only: a restart forgets them. */
export function createResumableUploads(storageDir: string) {
  const uploads = new Map<string, ResumableUpload>();

  async function drop(id: string): Promise<void> {
    const upload = uploads.get(id);
    uploads.delete(id);
    if (upload) await dropUnfinished(storageDir, upload.version);
  }

  return {
    async begin(
      target: ObjectPath,
      headers: FileHeaders,
      length: number,
    ): Promise<{ id: string; upload: ResumableUpload }> {
      for (const [id, old] of uploads) if (old.expiresAt < new Date()) await drop(id);
      const version = randomUUID();
      const id = Buffer.from(`${target.bucket}/${target.name}/${version}`).toString("base64url");
      const upload: ResumableUpload = {
        version,
        target,
        headers,
        length,
        offset: 0,
        expiresAt: new Date(Date.now() + lifetimeMs),
        isLocked: false,
        partFile: await beginFile(storageDir, version),
        hash: createHash("md5"),
      };
      uploads.set(id, upload);
      return { id, upload };
    },
    find: (id: string): ResumableUpload | undefined => uploads.get(id),
    drop,
    /** The upload is whole: its file from now on lies where all files lie. */
    async finish(id: string, upload: ResumableUpload): Promise<StoredFile> {
      await finishFile(storageDir, upload.version);
      uploads.delete(id);
      const etag = `"${upload.hash.digest("hex")}"`;
      return { version: upload.version, size: upload.length, etag };
    },
  };
}

/**
 * Adds a request's body as it streams. A client that leaves in the middle loses nothing of what came; a
 * body longer than announced is an error, and of it only what fits is kept.
 * @returns whether the body fitted
 */
export async function appendBody(
  upload: ResumableUpload,
  body: IncomingMessage,
): Promise<"whole" | "cut_off" | "too_long"> {
  const file = await open(upload.partFile, "a");
  try {
    for await (const chunk of body) {
      const bytes = Buffer.from(chunk);
      if (upload.offset + bytes.length > upload.length) return "too_long";
      await file.write(bytes);
      upload.hash.update(bytes);
      upload.offset += bytes.length;
    }
    return "whole";
  } catch {
    return "cut_off";
  } finally {
    await file.close();
  }
}
