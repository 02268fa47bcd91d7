import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { knowledgeCopy } from "@/components/copy/knowledge";
import { ArticleList } from "@/components/knowledge/article-list";
import { knowledgeKeys } from "@/components/knowledge/knowledge-queries";
import { createQueryClient } from "@/components/query/create-query-client";
import { listArticles } from "@/lib/knowledge/console-articles";
import { articleFilter } from "@/lib/knowledge/console-schemas";
import { requireStaffPage } from "@/lib/staff/require-staff-page";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: knowledgeCopy.title };

type KnowledgePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const everything = { state: null, route: null, language: null, search: "" };

/** The list of articles; its first view comes with the page. */
export default async function KnowledgePage({ searchParams }: KnowledgePageProps) {
  const [asked, staff, supabase] = await Promise.all([
    searchParams,
    requireStaffPage(),
    createUserClient(),
  ]);
  // A filter that somebody mistyped in the address is no filter.
  const filter = articleFilter.safeParse({ ...everything, ...asked }).data ?? everything;
  const client = createQueryClient();
  if (staff.role !== "privacy") {
    await client.prefetchInfiniteQuery({
      queryKey: knowledgeKeys.list(filter),
      queryFn: () => listArticles(supabase, { ...filter, cursor: null }),
      initialPageParam: null,
    });
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ArticleList canEdit={staff.role === "admin"} />
    </HydrationBoundary>
  );
}
