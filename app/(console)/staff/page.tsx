import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { staffCopy } from "@/components/copy/staff";
import { createQueryClient } from "@/components/query/create-query-client";
import { StaffPage } from "@/components/staff/staff-page";
import { staffKeys } from "@/components/staff/staff-queries";
import { NoPermission } from "@/components/ui/no-permission";
import { staffFilter } from "@/lib/staff/console-schemas";
import { listStaff } from "@/lib/staff/console-staff";
import { mayOpen } from "@/lib/staff/may-open";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: staffCopy.title };

/** Staff; the first view comes with the page. */
export default async function Page({ searchParams }: PageProps<"/staff">) {
  if (!(await mayOpen(["admin"]))) return <NoPermission roles={["admin"]} />;
  const { search, role, state } = await searchParams;
  const filter = staffFilter.safeParse({ search, role, state }).data ?? {};
  const supabase = await createUserClient();
  const client = createQueryClient();
  await client.prefetchInfiniteQuery({
    queryKey: staffKeys.list(filter),
    queryFn: () => listStaff(supabase, filter, null),
    initialPageParam: null,
  });
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <StaffPage />
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
