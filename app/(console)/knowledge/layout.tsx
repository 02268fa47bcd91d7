import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { NoPermission } from "@/components/ui/no-permission";
import { mayOpen } from "@/lib/staff/may-open";

const roles = ["support", "admin"] as const;

/** Support and admins open these pages; the database refuses everyone else again. */
export default async function KnowledgeLayout({ children }: { children: ReactNode }) {
  if (!(await mayOpen(roles))) return <NoPermission roles={roles} />;
  return <NuqsAdapter>{children}</NuqsAdapter>;
}
