import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { requestsCopy } from "@/components/copy/requests";
import { createQueryClient } from "@/components/query/create-query-client";
import { requestKeys } from "@/components/requests/request-queries";
import { RequestsPage } from "@/components/requests/requests-page";
import { NoPermission } from "@/components/ui/no-permission";
import { readFilter } from "@/lib/http/read-filter";
import { listRequests } from "@/lib/privacy/requests/console-requests";
import { requestFilter } from "@/lib/privacy/requests/request-schemas";
import { requireStaffPage } from "@/lib/staff/require-staff-page";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: requestsCopy.title };

/** The queue of privacy requests; its first view comes with the page. */
export default async function Page({ searchParams }: PageProps<"/requests">) {
  const [asked, staff] = await Promise.all([searchParams, requireStaffPage()]);
  if (staff.role === "support") return <NoPermission roles={["privacy", "admin"]} />;
  const supabase = await createUserClient();
  const filter = readFilter(requestFilter, asked);
  const client = createQueryClient();
  await client.prefetchInfiniteQuery({
    queryKey: requestKeys.list(filter),
    queryFn: () => listRequests(supabase, filter, null),
    initialPageParam: null,
  });
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <RequestsPage viewerId={staff.id} />
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
