import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { AlertsPage } from "@/components/alerts/alerts-page";
import { alertKeys } from "@/components/alerts/alerts-queries";
import { alertsCopy } from "@/components/copy/alerts";
import { createQueryClient } from "@/components/query/create-query-client";
import { NoPermission } from "@/components/ui/no-permission";
import { listAlerts } from "@/lib/alerts/console-alerts";
import { alertStates } from "@/lib/alerts/console-schemas";
import { mayOpen } from "@/lib/staff/may-open";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: alertsCopy.title };

/** Alerts; the first view comes with the page. */
export default async function Page({ searchParams }: PageProps<"/alerts">) {
  const roles = ["support", "privacy", "admin"] as const;
  if (!(await mayOpen(roles))) return <NoPermission roles={roles} />;
  const { state: given } = await searchParams;
  const state = alertStates.find((each) => each === given) ?? "open";
  const supabase = await createUserClient();
  const client = createQueryClient();
  await client.prefetchInfiniteQuery({
    queryKey: alertKeys.list(state),
    queryFn: () => listAlerts(supabase, state, null),
    initialPageParam: null,
  });
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <AlertsPage />
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
