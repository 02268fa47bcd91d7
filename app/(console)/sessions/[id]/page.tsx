import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { z } from "zod";
import { ConversationPane } from "@/components/conversation/conversation-pane";
import { conversationKeys } from "@/components/conversation/conversation-queries";
import { sessionsCopy } from "@/components/copy/sessions";
import { createQueryClient } from "@/components/query/create-query-client";
import { readSessionHeader, readTranscript } from "@/lib/chat/console-read-session";
import { requireStaffPage } from "@/lib/staff/require-staff-page";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: sessionsCopy.title };

const bubble = z.coerce.number().int().positive();

export default async function SessionPage({ params, searchParams }: PageProps<"/sessions/[id]">) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const viewer = await requireStaffPage();
  const at = bubble.safeParse(query.at).data ?? null;
  const place = at === null ? null : { around: at };
  const client = createQueryClient();
  if (z.uuid().safeParse(id).success) {
    const supabase = await createUserClient();
    await Promise.all([
      client.prefetchQuery({
        queryKey: conversationKeys.header(id),
        queryFn: () => readSessionHeader(supabase, id),
        retry: false,
      }),
      client.prefetchInfiniteQuery({
        queryKey: conversationKeys.transcript(id, at),
        queryFn: () => readTranscript(supabase, id, place),
        initialPageParam: place,
        retry: false,
      }),
    ]);
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ConversationPane key={id} id={id} viewerName={viewer.name} />
    </HydrationBoundary>
  );
}
