type Address = Partial<
  Record<"INNGEST_DEV" | "INNGEST_BASE_URL" | "INNGEST_ENV", string | undefined>
>;

/**
 * Where the job engine shows a run: a Dev Server or a self-hosted Inngest at its own address, else the
 * dashboard of Inngest Cloud.
 */
export function engineRunUrl(runId: string, address: Address): string {
  const own = address.INNGEST_DEV === "1" ? "http://localhost:8288" : address.INNGEST_DEV;
  const base = own ?? address.INNGEST_BASE_URL;
  const id = encodeURIComponent(runId);
  if (base) return `${base.replace(/\/+$/, "")}/run?runID=${id}`;
  const environment = encodeURIComponent(address.INNGEST_ENV ?? "production");
  return `https://app.inngest.com/env/${environment}/runs/${id}`;
}
