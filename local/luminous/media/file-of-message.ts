import type { CustomerMessage, SentFile } from "../customer-message";
import type { CustomerFiles } from "./customer-files";
import { makeSample, sampleFiles } from "./sample-files";

export type FileOf = (message: CustomerMessage) => Promise<SentFile | null>;

export class UnknownFile extends Error {
  override readonly message = "There is no such sample and no such file.";
}

/** Finds or makes the file that a message is sent with, and gives it a media id; null for other kinds. */
export function createFileOfMessage(files: CustomerFiles, now: () => Date): FileOf {
  return async (message) => {
    if (!("file" in message) && !isFileKind(message.kind)) return null;
    const wanted = "file" in message ? message.file : undefined;
    const sample = sampleFiles.find((each) =>
      wanted === undefined ? each.kind === message.kind : each.name === wanted,
    );
    const own = sample === undefined && wanted !== undefined ? files.find(wanted) : null;
    const content = sample ? { ...sample, bytes: await makeSample(sample.name) } : own;
    if (!content) throw new UnknownFile();
    const { mimeType, fileName, bytes } = content;
    const { id, sha256 } = files.keep({ bytes, mimeType, fileName }, now());
    return { id, sha256, mimeType, fileName };
  };
}

function isFileKind(kind: CustomerMessage["kind"]): boolean {
  return sampleFiles.some((sample) => sample.kind === kind);
}
