import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { partsCopy } from "@/components/copy/parts";
import { ActingParts } from "@/components/parts/acting-parts";
import { ChartPart } from "@/components/parts/chart-part";
import { FormPart } from "@/components/parts/form-part";
import { ListPart } from "@/components/parts/list-part";
import { StillParts } from "@/components/parts/still-parts";
import { NoPermission } from "@/components/ui/no-permission";
import { env } from "@/lib/env";
import { mayOpen } from "@/lib/staff/may-open";

export const metadata: Metadata = { title: partsCopy.title };

/** Every part of the frame with its states, where stand-ins run: for those who build the console. */
export default async function PartsPage() {
  if (env().LOCAL_PARTS.length === 0) notFound();
  if (!(await mayOpen(["admin"]))) return <NoPermission roles={["admin"]} />;
  return (
    <NuqsAdapter>
      <div className="min-h-0 grow overflow-y-auto">
        <header className="flex min-h-(--bar) flex-wrap items-baseline gap-x-3 border-line border-b px-5 py-3 max-tablet:px-3">
          <h1 className="font-semibold text-ink text-lg">{partsCopy.title}</h1>
          <p className="text-muted text-xs">{partsCopy.about}</p>
        </header>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5 p-5 max-tablet:p-3">
          <ListPart />
          <div className="columns-1 gap-3.5 laptop:columns-2 wide:columns-3">
            <ActingParts />
            <FormPart />
            <StillParts />
            <ChartPart />
          </div>
        </div>
      </div>
    </NuqsAdapter>
  );
}
