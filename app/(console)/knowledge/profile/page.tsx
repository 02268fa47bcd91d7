import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { knowledgeCopy } from "@/components/copy/knowledge";
import { knowledgeKeys } from "@/components/knowledge/knowledge-queries";
import { ProfilePage } from "@/components/knowledge/profile-page";
import { createQueryClient } from "@/components/query/create-query-client";
import { readProfiles } from "@/lib/knowledge/console-profile";
import { requireStaffPage } from "@/lib/staff/require-staff-page";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: knowledgeCopy.tabs.profile };

/** Persona, tone, facts and guidance for each specialist. */
export default async function AgentProfilePage() {
  const [staff, supabase] = await Promise.all([requireStaffPage(), createUserClient()]);
  const client = createQueryClient();
  if (staff.role !== "privacy") {
    await client.prefetchQuery({
      queryKey: knowledgeKeys.profile,
      queryFn: () => readProfiles(supabase),
    });
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProfilePage canEdit={staff.role === "admin"} />
    </HydrationBoundary>
  );
}
