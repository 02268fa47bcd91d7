import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { knowledgeCopy } from "@/components/copy/knowledge";
import { ArticlePage } from "@/components/knowledge/article-page";
import { knowledgeKeys } from "@/components/knowledge/knowledge-queries";
import { createQueryClient } from "@/components/query/create-query-client";
import { readArticle } from "@/lib/knowledge/console-articles";
import { requireStaffPage } from "@/lib/staff/require-staff-page";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: knowledgeCopy.title };

/** One article, with its versions. */
export default async function KnowledgeArticlePage({
  params,
}: {
  params: Promise<{ id: string }>;
}) {
  const id = z.uuid().safeParse((await params).id).data;
  if (!id) notFound();
  const [staff, supabase] = await Promise.all([requireStaffPage(), createUserClient()]);
  const client = createQueryClient();
  if (staff.role !== "privacy") {
    await client.prefetchQuery({
      queryKey: knowledgeKeys.article(id),
      queryFn: () => readArticle(supabase, id),
    });
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ArticlePage id={id} canEdit={staff.role === "admin"} />
    </HydrationBoundary>
  );
}
