import { QueryClient } from "@tanstack/react-query";
import { forgetAnswers } from "@/components/query/held-answers";
import { RequestFailure } from "@/components/query/request-json";

const final = ["signed_out", "forbidden", "not_found", "invalid"];

/** Answers stay fresh until a change feed says otherwise; refusals are not asked again. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
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
  client.getQueryCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "invalidate") forgetAnswers();
  });
  return client;
}
