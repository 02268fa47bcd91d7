import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { simulatorCopy } from "@/components/copy/simulator";
import { QueryProvider } from "@/components/query/query-provider";
import { Simulator } from "@/components/simulator/simulator";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: simulatorCopy.title };
export const dynamic = "force-dynamic";

export default function SimulatorPage() {
  if (!env().LOCAL_PARTS.includes("luminous")) notFound();
  return (
    <NuqsAdapter>
      <QueryProvider>
        <Simulator />
      </QueryProvider>
    </NuqsAdapter>
  );
}
