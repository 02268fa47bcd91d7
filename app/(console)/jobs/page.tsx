import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { jobsCopy } from "@/components/copy/jobs";
import { JobsPage } from "@/components/operations/jobs-page";
import { operationKeys } from "@/components/operations/operations-queries";
import { createQueryClient } from "@/components/query/create-query-client";
import { NoPermission } from "@/components/ui/no-permission";
import { readJobOverview } from "@/lib/operations/console-jobs";
import { failureSpan } from "@/lib/operations/console-schemas";
import { mayOpen } from "@/lib/staff/may-open";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: jobsCopy.title };

/** Jobs and their failures; the head and the failures come with the page. */
export default async function Page({ searchParams }: PageProps<"/jobs">) {
  if (!(await mayOpen(["admin"]))) return <NoPermission roles={["admin"]} />;
  const span = failureSpan.catch("24h").parse((await searchParams).span);
  const supabase = await createUserClient();
  const client = createQueryClient();
  await client.prefetchQuery({
    queryKey: operationKeys.overview(span),
    queryFn: () => readJobOverview(supabase, span),
  });
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <JobsPage />
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
