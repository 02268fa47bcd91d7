import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { parkedCopy } from "@/components/copy/parked";
import { operationKeys } from "@/components/operations/operations-queries";
import { ParkedPage } from "@/components/operations/parked-page";
import { createQueryClient } from "@/components/query/create-query-client";
import { NoPermission } from "@/components/ui/no-permission";
import { listParkedEvents } from "@/lib/operations/console-parked";
import { parkedFilter } from "@/lib/operations/parked-schemas";
import { mayOpen } from "@/lib/staff/may-open";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: parkedCopy.title };

/** Parked events; the first view comes with the page, unless it depends on the viewer's clock. */
export default async function Page({ searchParams }: PageProps<"/parked">) {
  if (!(await mayOpen(["admin"]))) return <NoPermission roles={["admin"]} />;
  const { status, reason, type } = await searchParams;
  const given = parkedFilter.safeParse({ status, reason, type }).data;
  const filter = { ...given, status: given?.status ?? "parked" };
  const supabase = await createUserClient();
  const client = createQueryClient();
  await client.prefetchInfiniteQuery({
    queryKey: operationKeys.parkedList(filter),
    queryFn: () => listParkedEvents(supabase, filter, null),
    initialPageParam: null,
  });
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <ParkedPage />
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
