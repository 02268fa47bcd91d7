import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { retentionCopy } from "@/components/copy/retention";
import { createQueryClient } from "@/components/query/create-query-client";
import { RetentionPage } from "@/components/retention/retention-page";
import { retentionKeys } from "@/components/retention/retention-queries";
import { NoPermission } from "@/components/ui/no-permission";
import {
  listRetentionRuns,
  previewRetention,
  readRetentionProgress,
} from "@/lib/privacy/retention/console-retention";
import { mayOpen } from "@/lib/staff/may-open";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: retentionCopy.title };

/** Retention: what is due, what runs, what past runs did. */
export default async function Page() {
  if (!(await mayOpen(["privacy", "admin"]))) return <NoPermission roles={["privacy", "admin"]} />;
  const supabase = await createUserClient();
  const client = createQueryClient();
  await Promise.all([
    client.prefetchQuery({
      queryKey: retentionKeys.preview,
      queryFn: () => previewRetention(supabase),
    }),
    client.prefetchQuery({
      queryKey: retentionKeys.progress,
      queryFn: () => readRetentionProgress(supabase),
    }),
    client.prefetchInfiniteQuery({
      queryKey: retentionKeys.runs,
      queryFn: () => listRetentionRuns(supabase, null),
      initialPageParam: null,
    }),
  ]);
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <RetentionPage mayAct={await mayOpen(["privacy"])} />
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
