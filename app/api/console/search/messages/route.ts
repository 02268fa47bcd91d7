import { z } from "zod";
import { searchMessages } from "@/lib/chat/console-search-messages";
import { messageHits } from "@/lib/chat/search-schemas";
import { staffRoute } from "@/lib/http/staff-route";

const query = z.object({
  search: z.string().trim().min(1).max(200),
  before: z.coerce.number().int().positive().nullable().default(null),
});

/** GET /api/console/search/messages: messages with these words, newest first. */
export const GET = staffRoute({
  query,
  result: messageHits,
  run: ({ supabase, query }) => searchMessages(supabase, query),
});
