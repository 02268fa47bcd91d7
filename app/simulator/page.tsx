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
  const { LOCAL_PARTS: parts, TELEGRAM_API_URL } = env();
  if (!parts.includes("luminous")) notFound();
  const telegram = parts.includes("telegram")
    ? new URL("/_local/telegram", TELEGRAM_API_URL).toString()
    : null;
  return (
    <NuqsAdapter>
      <QueryProvider>
        <Simulator telegramUrl={telegram} />
      </QueryProvider>
    </NuqsAdapter>
  );
}
