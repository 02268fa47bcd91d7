import { QueryClient } from "@tanstack/react-query";
import { RequestFailure } from "@/components/query/request-json";

const final = ["signed_out", "forbidden", "not_found", "invalid"];

/** Answers stay fresh until a change feed says otherwise; refusals are not asked again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof RequestFailure && final.includes(error.code)),
      },
    },
  });
}
