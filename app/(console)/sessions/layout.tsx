import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { headers } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { createQueryClient } from "@/components/query/create-query-client";
import { searchedView } from "@/components/sessions/searched-view";
import { SessionListPane } from "@/components/sessions/session-list-pane";
import { sessionKeys } from "@/components/sessions/session-queries";
import { listSessions } from "@/lib/chat/console-list-sessions";
import { readListRequest } from "@/lib/chat/list-request";
import { requireStaffPage } from "@/lib/staff/require-staff-page";
import { createUserClient } from "@/lib/supabase/user-client";

/** The list stays while conversations open beside it; its first view comes with the page. */
export default async function SessionsLayout({ children }: { children: ReactNode }) {
  const query = new URLSearchParams((await headers()).get("x-console-search") ?? "");
  const view = searchedView(readListRequest(query));
  const [staff, supabase] = await Promise.all([requireStaffPage(), createUserClient()]);
  const client = createQueryClient();
  await client.prefetchInfiniteQuery({
    queryKey: sessionKeys.list(view),
    queryFn: () => listSessions(supabase, { ...view, cursor: null }),
    initialPageParam: null,
  });
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <div className="flex min-h-0 grow">
          <SessionListPane viewerId={staff.id} mayShare={staff.role === "admin"} />
          {children}
        </div>
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
