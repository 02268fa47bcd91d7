import "server-only";
import { AggregatorRegistry, type Registry } from "prom-client";
import { z } from "zod";
import { databaseFamilies, familyOf } from "@/lib/metrics/families";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const answer = z.object({
  samples: z.array(
    z.object({
      name: z.string(),
      labels: z.record(z.string(), z.union([z.string(), z.boolean()])),
      value: z.number(),
    }),
  ),
});
type Sample = z.infer<typeof answer>["samples"][number];

/** The database's figures as a registry of the library, which knows how to write them. */
export async function readDatabaseMetrics(): Promise<Registry> {
  const { samples } = await callFunction(serviceClient(), "metrics_now", {}, answer);
  const byFamily = Map.groupBy(samples, (sample) => familyOf(sample.name));
  const metrics = Object.entries(databaseFamilies).map(([name, { type, help }]) => ({
    name,
    help,
    type,
    aggregator: "first",
    values: (byFamily.get(name) ?? []).sort(inOrder).map((sample) => ({
      value: sample.value,
      labels: Object.fromEntries(
        Object.entries(sample.labels).map(([label, value]) => [label, String(value)]),
      ),
      metricName: sample.name,
    })),
  }));
  return AggregatorRegistry.aggregate([metrics]);
}

/** Buckets of a histogram from the smallest up, as its readers expect; sums and counts after them. */
function inOrder(one: Sample, other: Sample): number {
  const limit = (sample: Sample) =>
    sample.labels.le === undefined
      ? Number.POSITIVE_INFINITY
      : Number(String(sample.labels.le).replace("+Inf", "1e300"));
  return limit(one) - limit(other);
}
