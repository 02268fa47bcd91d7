import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { requestsCopy } from "@/components/copy/requests";
import { createQueryClient } from "@/components/query/create-query-client";
import { RequestPage } from "@/components/requests/request-page";
import { requestKeys } from "@/components/requests/request-queries";
import { NoPermission } from "@/components/ui/no-permission";
import { readRequest } from "@/lib/privacy/requests/console-requests";
import { requireStaffPage } from "@/lib/staff/require-staff-page";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: requestsCopy.one };

/** One privacy request: its clock, the identity check, what is done, notes and history. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const id = z.uuid().safeParse((await params).id).data;
  if (!id) notFound();
  const staff = await requireStaffPage();
  if (staff.role === "support") return <NoPermission roles={["privacy", "admin"]} />;
  const supabase = await createUserClient();
  const client = createQueryClient();
  await client.prefetchQuery({
    queryKey: requestKeys.one(id),
    queryFn: () => readRequest(supabase, id),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RequestPage id={id} viewerId={staff.id} />
    </HydrationBoundary>
  );
}
