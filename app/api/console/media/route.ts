import { cursorParam } from "@/lib/http/cursor-param";
import { staffRoute } from "@/lib/http/staff-route";
import { listMedia } from "@/lib/media/console/console-media";
import { mediaCursor, mediaFilter, mediaPage } from "@/lib/media/console/console-schemas";

/** GET /api/console/media: a page of files, newest first. */
export const GET = staffRoute({
  query: mediaFilter.extend({ cursor: cursorParam(mediaCursor) }),
  result: mediaPage,
  lists: ["media"],
  run: ({ supabase, query: { cursor, ...filter } }) => listMedia(supabase, filter, cursor),
});
