import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { knowledgeCopy } from "@/components/copy/knowledge";
import { ArticlePage } from "@/components/knowledge/article-page";
import { requireStaffPage } from "@/lib/staff/require-staff-page";

export const metadata: Metadata = { title: knowledgeCopy.article.newTitle };

/** An article that is not saved yet; only admins write them. */
export default async function NewArticlePage() {
  const { role } = await requireStaffPage();
  if (role !== "admin") redirect("/knowledge");
  return <ArticlePage id={null} canEdit />;
}
