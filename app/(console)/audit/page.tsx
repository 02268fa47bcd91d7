import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { AuditPage } from "@/components/audit/audit-page";
import { auditKeys } from "@/components/audit/audit-queries";
import { auditCopy } from "@/components/copy/audit";
import { createQueryClient } from "@/components/query/create-query-client";
import { NoPermission } from "@/components/ui/no-permission";
import { listAudit } from "@/lib/audit/console-audit";
import { auditFilter } from "@/lib/audit/console-schemas";
import { listActors } from "@/lib/audit/list-actors";
import { mayOpen } from "@/lib/staff/may-open";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: auditCopy.title };

/** The audit log; the first view comes with the page, unless it depends on the viewer's days. */
export default async function Page({ searchParams }: PageProps<"/audit">) {
  if (!(await mayOpen(["admin", "privacy"]))) return <NoPermission roles={["admin", "privacy"]} />;
  const { actor, action, kind, subject, from, until } = await searchParams;
  const filter = auditFilter.safeParse({ actor, action, kind, subject }).data ?? {};
  const supabase = await createUserClient();
  const client = createQueryClient();
  const [actors] = await Promise.all([
    listActors(supabase),
    !from &&
      !until &&
      client.prefetchInfiniteQuery({
        queryKey: auditKeys.list(filter),
        queryFn: () => listAudit(supabase, filter, null),
        initialPageParam: null,
      }),
  ]);
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <AuditPage actors={actors} />
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
