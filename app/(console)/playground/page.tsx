import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { playgroundCopy } from "@/components/copy/playground";
import { knowledgeKeys } from "@/components/knowledge/knowledge-queries";
import { PlaygroundPage } from "@/components/playground/playground-page";
import { createQueryClient } from "@/components/query/create-query-client";
import { NoPermission } from "@/components/ui/no-permission";
import { readProfiles } from "@/lib/knowledge/console-profile";
import { mayOpen } from "@/lib/staff/may-open";
import type { StaffRole } from "@/lib/staff/roles";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: playgroundCopy.title };

const roles: readonly StaffRole[] = ["support", "admin"];

/** What the bot would know and say; nothing is asked before somebody asks. */
export default async function Page() {
  if (!(await mayOpen(roles))) return <NoPermission roles={roles} />;
  const supabase = await createUserClient();
  const client = createQueryClient();
  await client.prefetchQuery({
    queryKey: knowledgeKeys.profile,
    queryFn: () => readProfiles(supabase),
  });
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <PlaygroundPage />
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
