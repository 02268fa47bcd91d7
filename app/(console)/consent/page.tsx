import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { LedgerPage } from "@/components/consent/ledger-page";
import { ledgerKeys } from "@/components/consent/ledger-queries";
import { consentCopy } from "@/components/copy/consent";
import { createQueryClient } from "@/components/query/create-query-client";
import { NoPermission } from "@/components/ui/no-permission";
import { listLedger } from "@/lib/privacy/console-ledger";
import { ledgerFilter } from "@/lib/privacy/ledger-schemas";
import { mayOpen } from "@/lib/staff/may-open";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: consentCopy.title };

/** The consent ledger; the first view comes with the page, unless it depends on the viewer's days. */
export default async function Page({ searchParams }: PageProps<"/consent">) {
  if (!(await mayOpen(["privacy", "admin"]))) return <NoPermission roles={["privacy", "admin"]} />;
  const { search, customer, scope, change, source, from, until } = await searchParams;
  const filter = ledgerFilter.safeParse({ search, customer, scope, change, source }).data ?? {};
  const supabase = await createUserClient();
  const client = createQueryClient();
  if (!from && !until) {
    await client.prefetchInfiniteQuery({
      queryKey: ledgerKeys.list(filter),
      queryFn: () => listLedger(supabase, filter, null),
      initialPageParam: null,
    });
  }
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <LedgerPage />
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
