import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { recallCopy } from "@/components/copy/recall";
import { createQueryClient } from "@/components/query/create-query-client";
import { RecallPage } from "@/components/recall/recall-page";
import { recallKeys } from "@/components/recall/recall-queries";
import { parseZone, zoneCookie } from "@/components/time/zone-cookie";
import { NoPermission } from "@/components/ui/no-permission";
import { readRecallFigures, readRecallHealth } from "@/lib/recall/console-figures";
import { recallDays } from "@/lib/recall/console-schemas";
import { mayOpen } from "@/lib/staff/may-open";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: recallCopy.title };

type PageProps = { searchParams: Promise<{ days?: string | string[] }> };

/** Health of the index and how recall fares; the first figures come with the page. */
export default async function Page({ searchParams }: PageProps) {
  if (!(await mayOpen(["admin"]))) return <NoPermission roles={["admin"]} />;
  const [{ days: asked }, store, supabase] = await Promise.all([
    searchParams,
    cookies(),
    createUserClient(),
  ]);
  const days = recallDays.find((range) => String(range) === asked) ?? 7;
  const view = { days, zone: parseZone(store.get(zoneCookie)?.value) };
  const client = createQueryClient();
  await Promise.all([
    client.prefetchQuery({
      queryKey: recallKeys.health,
      queryFn: () => readRecallHealth(supabase),
    }),
    client.prefetchQuery({
      queryKey: recallKeys.figures(view),
      queryFn: () => readRecallFigures(supabase, view),
    }),
  ]);
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <RecallPage />
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
