import { z } from "zod";

/** The words of the table of files. */
export const mediaKinds = ["image", "audio", "video", "document"] as const;
export const mediaStatuses = ["pending", "stored", "rejected", "failed", "expired"] as const;
export const mediaKind = z.enum(mediaKinds);
export const mediaStatus = z.enum(mediaStatuses);
export const understandingStatus = z.enum([
  "pending",
  "done",
  "nothing_found",
  "failed",
  "skipped",
]);
export type MediaKind = z.infer<typeof mediaKind>;
export type MediaStatus = z.infer<typeof mediaStatus>;
