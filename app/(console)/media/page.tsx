import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { mediaCopy } from "@/components/copy/media";
import { MediaPageView } from "@/components/media/media-page";
import { mediaKeys } from "@/components/media/media-queries";
import { createQueryClient } from "@/components/query/create-query-client";
import { readFilter } from "@/lib/http/read-filter";
import { listMedia, readMediaFigures } from "@/lib/media/console/console-media";
import { mediaFilter } from "@/lib/media/console/console-schemas";
import { requireStaffPage } from "@/lib/staff/require-staff-page";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: mediaCopy.title };

type PageWithQuery = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Files; the first view comes with the page. All staff see them. */
export default async function Page({ searchParams }: PageWithQuery) {
  const [asked, staff, supabase] = await Promise.all([
    searchParams,
    requireStaffPage(),
    createUserClient(),
  ]);
  const filter = readFilter(mediaFilter, asked);
  const client = createQueryClient();
  await Promise.all([
    client.prefetchInfiniteQuery({
      queryKey: mediaKeys.list(filter),
      queryFn: () => listMedia(supabase, filter, null),
      initialPageParam: null,
    }),
    client.prefetchQuery({
      queryKey: mediaKeys.figures,
      queryFn: () => readMediaFigures(supabase),
    }),
  ]);
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <MediaPageView role={staff.role} />
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
