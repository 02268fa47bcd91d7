import { z } from "zod";

const megabyte = 1024 * 1024;

/** What staff may send, and how large WhatsApp takes it. The type is found in the bytes, never in the name. */
export const staffFileLimits = { image: 5 * megabyte, document: 100 * megabyte } as const;
export type StaffFileKind = keyof typeof staffFileLimits;

const kinds: Record<string, StaffFileKind> = {
  "image/jpeg": "image",
  "image/png": "image",
  "application/pdf": "document",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "document",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "document",
};

/** Whether a type goes as a photo or as a document; null when it may not be sent. */
export const staffFileKind = (type: string): StaffFileKind | null =>
  Object.hasOwn(kinds, type) ? (kinds[type] ?? null) : null;

/** For the browser's file dialog. */
export const acceptedTypes = Object.keys(kinds).join(",");

/** Longest words that may go with a file. */
export const longestWords = 1_024;

/** What is said of a file in the header `x-file`, percent-encoded JSON: names and words have no place in an address. */
export const fileHeader = z.object({
  client_key: z.uuid(),
  name: z.string().min(1).max(255),
  words: z.string().trim().max(longestWords),
});
export type FileHeader = z.infer<typeof fileHeader>;
