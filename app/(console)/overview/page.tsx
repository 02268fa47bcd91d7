import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { overviewCopy } from "@/components/copy/overview";
import { OverviewFigures } from "@/components/overview/overview-figures";
import { OverviewNowPart } from "@/components/overview/overview-now-part";
import { overviewKeys } from "@/components/overview/overview-queries";
import { createQueryClient } from "@/components/query/create-query-client";
import { parseZone, zoneCookie } from "@/components/time/zone-cookie";
import { readOverview, readOverviewNow } from "@/lib/overview/console-read-overview";
import { overviewRanges } from "@/lib/overview/console-schemas";
import { requireStaffPage } from "@/lib/staff/require-staff-page";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: overviewCopy.title };

type OverviewPageProps = { searchParams: Promise<{ days?: string | string[] }> };

/** What happened lately and what waits now; the first figures come with the page. */
export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  const [{ days: asked }, store, supabase, staff] = await Promise.all([
    searchParams,
    cookies(),
    createUserClient(),
    requireStaffPage(),
  ]);
  const days = overviewRanges.find((range) => String(range) === asked) ?? 14;
  const view = { days, zone: parseZone(store.get(zoneCookie)?.value) };
  const client = createQueryClient();
  await Promise.all([
    client.prefetchQuery({
      queryKey: overviewKeys.now,
      queryFn: () => readOverviewNow(supabase),
    }),
    client.prefetchQuery({
      queryKey: overviewKeys.figures(view),
      queryFn: () => readOverview(supabase, view),
    }),
  ]);
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <div className="min-h-0 grow overflow-y-auto">
          <header className="flex h-(--bar) items-center border-line border-b px-5">
            <h1 className="font-semibold text-ink text-lg">{overviewCopy.title}</h1>
          </header>
          <div className="grid max-w-360 grid-cols-[minmax(0,1fr)] gap-3.5 p-5 max-tablet:p-3">
            <OverviewNowPart role={staff.role} />
            <OverviewFigures />
          </div>
        </div>
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
