import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { ticketsCopy } from "@/components/copy/tickets";
import { createQueryClient } from "@/components/query/create-query-client";
import { ticketKeys } from "@/components/tickets/ticket-queries";
import { TicketsPage } from "@/components/tickets/tickets-page";
import { readFilter } from "@/lib/http/read-filter";
import { requireStaffPage } from "@/lib/staff/require-staff-page";
import { createUserClient } from "@/lib/supabase/user-client";
import { listTickets } from "@/lib/tickets/console-list-tickets";
import { ticketFilter } from "@/lib/tickets/console-schemas";

export const metadata: Metadata = { title: ticketsCopy.title };

type PageWithQuery = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The tickets queue; its first view comes with the page. All staff read it, the privacy role no more than that. */
export default async function Page({ searchParams }: PageWithQuery) {
  const [asked, staff, supabase] = await Promise.all([
    searchParams,
    requireStaffPage(),
    createUserClient(),
  ]);
  const filter = readFilter(ticketFilter, asked);
  const client = createQueryClient();
  await client.prefetchInfiniteQuery({
    queryKey: ticketKeys.list(filter),
    queryFn: () => listTickets(supabase, filter, null),
    initialPageParam: null,
  });
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <TicketsPage viewer={staff} />
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
