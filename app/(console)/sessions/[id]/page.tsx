import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { z } from "zod";
import { sessionsCopy } from "@/components/copy/sessions";
import { createQueryClient } from "@/components/query/create-query-client";
import { ConversationPane } from "@/components/sessions/conversation-pane";
import { sessionKeys } from "@/components/sessions/session-queries";
import { readSessionHeader, readTranscript } from "@/lib/chat/console-read-session";
import { requireStaffPage } from "@/lib/staff/require-staff-page";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: sessionsCopy.title };

export default async function SessionPage({ params }: PageProps<"/sessions/[id]">) {
  const { id } = await params;
  await requireStaffPage();
  const client = createQueryClient();
  if (z.uuid().safeParse(id).success) {
    const supabase = await createUserClient();
    await Promise.all([
      client.prefetchQuery({
        queryKey: sessionKeys.header(id),
        queryFn: () => readSessionHeader(supabase, id),
        retry: false,
      }),
      client.prefetchInfiniteQuery({
        queryKey: sessionKeys.transcript(id),
        queryFn: () => readTranscript(supabase, id, null),
        initialPageParam: null,
        retry: false,
      }),
    ]);
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ConversationPane id={id} />
    </HydrationBoundary>
  );
}
