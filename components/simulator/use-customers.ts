"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchCustomers, simulatorKeys } from "@/components/simulator/simulator-queries";

export function useCustomers() {
  return useQuery({
    queryKey: simulatorKeys.customers,
    queryFn: ({ signal }) => fetchCustomers(signal),
    staleTime: 0,
    refetchInterval: 2_000,
  });
}
