"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { knowledgeCopy } from "@/components/copy/knowledge";
import { Tabs } from "@/components/ui/tabs";

type KnowledgeTab = "articles" | "profile";

const pages: Record<KnowledgeTab, string> = {
  articles: "/knowledge",
  profile: "/knowledge/profile",
};

/** Articles and profile: two pages side by side. */
export function KnowledgeTabs({ tab }: { tab: KnowledgeTab }) {
  const router = useRouter();
  return (
    <Tabs
      label={knowledgeCopy.title}
      value={tab}
      tabs={[
        { value: "articles", label: knowledgeCopy.tabs.articles },
        { value: "profile", label: knowledgeCopy.tabs.profile },
      ]}
      onChange={(value) => router.push(pages[value] as Route)}
    />
  );
}
