import { z } from "zod";
import { cannedReply, cannedReplyDraft } from "@/lib/canned/canned-reply";
import { listCannedReplies, saveCannedReply } from "@/lib/canned/console-canned-replies";
import { staffRoute } from "@/lib/http/staff-route";

/** GET /api/console/canned-replies: all of them. */
export const GET = staffRoute({
  result: z.array(cannedReply),
  run: ({ supabase }) => listCannedReplies(supabase),
});

/** POST /api/console/canned-replies: adds one under an id that the caller chose, or changes it. */
export const POST = staffRoute({
  body: cannedReplyDraft,
  result: cannedReply,
  run: ({ supabase, body }) => saveCannedReply(supabase, body),
});
