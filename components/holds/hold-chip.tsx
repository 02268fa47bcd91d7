"use client";

import { useQuery } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { holdsCopy } from "@/components/copy/holds";
import { fetchCustomerHold, holdKeys } from "@/components/holds/hold-queries";
import { pollInterval } from "@/components/query/poll-interval";
import { formatExact } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { Chip } from "@/components/ui/chip";

/** Tells everybody on staff that a legal hold stands for this customer; nothing when none does. */
export function HoldChip({ customerId }: { customerId: string }) {
  const { zone } = useViewerTime();
  const { data: hold } = useQuery({
    queryKey: holdKeys.ofCustomer(customerId),
    queryFn: ({ signal }) => fetchCustomerHold(customerId, signal),
    staleTime: 30_000,
    refetchInterval: () => pollInterval(60_000, false),
  });
  if (!hold) return null;
  return (
    <span title={holdsCopy.chipMeaning(formatExact(hold.placed_at, zone))}>
      <Chip icon={Scale} tone="warn">
        {holdsCopy.chip}
      </Chip>
    </span>
  );
}
