import { requestJson } from "@/components/query/request-json";
import type { CannedReply } from "@/lib/canned/canned-reply";

export const cannedKeys = { all: ["canned-replies"] as const };

const base = "/api/console/canned-replies";

export const fetchCannedReplies = (signal: AbortSignal) =>
  requestJson<CannedReply[]>(base, { signal });

export const postCannedReply = (reply: CannedReply) =>
  requestJson<CannedReply>(base, { body: reply });

export const postCannedDelete = (id: string) =>
  requestJson<{ changed: boolean }>(`${base}/${id}/delete`, { body: {} });

export const postCannedRestore = (id: string) =>
  requestJson<{ changed: boolean }>(`${base}/${id}/restore`, { body: {} });
