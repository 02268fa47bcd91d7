import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { holdsCopy } from "@/components/copy/holds";
import { holdKeys } from "@/components/holds/hold-queries";
import { HoldsPage } from "@/components/holds/holds-page";
import { createQueryClient } from "@/components/query/create-query-client";
import { NoPermission } from "@/components/ui/no-permission";
import { listHolds } from "@/lib/privacy/holds/console-holds";
import { type HoldState, holdStates } from "@/lib/privacy/holds/console-schemas";
import { mayOpen } from "@/lib/staff/may-open";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: holdsCopy.title };

/** Legal holds. */
export default async function Page({ searchParams }: PageProps<"/holds">) {
  if (!(await mayOpen(["privacy", "admin"]))) return <NoPermission roles={["privacy", "admin"]} />;
  const asked = (await searchParams).state;
  const state: HoldState = holdStates.find((value) => value === asked) ?? "standing";
  const supabase = await createUserClient();
  const client = createQueryClient();
  await client.prefetchInfiniteQuery({
    queryKey: holdKeys.list(state),
    queryFn: () => listHolds(supabase, state, null),
    initialPageParam: null,
  });
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <HoldsPage mayAct={await mayOpen(["privacy"])} />
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
