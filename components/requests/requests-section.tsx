"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { requestsCopy } from "@/components/copy/requests";
import { PanelSection } from "@/components/customer/panel-section";
import { errorSentence } from "@/components/query/error-sentence";
import { ClockChip, StateChip } from "@/components/requests/request-chips";
import { fetchRequests, requestKeys } from "@/components/requests/request-queries";

const words = requestsCopy.panel;
const shown = 3;

/** What a customer asked for under privacy law; for the privacy team, which alone may read it. */
export function RequestsSection({ customerId }: { customerId: string }) {
  const { data, error } = useQuery({
    queryKey: requestKeys.ofCustomer(customerId),
    queryFn: ({ signal }) => fetchRequests({ show: "all", customer_id: customerId }, null, signal),
    staleTime: 15_000,
  });
  const requests = (data?.rows ?? []).filter(({ state }) => state !== "merged");
  return (
    <PanelSection title={words.title}>
      {error && !data && (
        <p role="alert" className="text-bad">
          {errorSentence(error)}
        </p>
      )}
      {data && requests.length === 0 && <p className="text-muted">{words.none}</p>}
      <ul className="grid gap-1.5">
        {requests.slice(0, shown).map((request) => (
          <li key={request.id}>
            <Link
              href={`/requests/${request.id}` as "/requests"}
              className="block rounded-sm hover:bg-hover"
            >
              <span className="block truncate font-medium text-link">
                {request.reference} {requestsCopy.kinds[request.kind]}
              </span>
              <span className="mt-0.5 flex flex-wrap gap-1">
                <StateChip state={request.state} />
                <ClockChip request={request} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {requests.length > shown && (
        <Link
          href={`/requests?show=all&customer_id=${customerId}` as "/requests"}
          className="mt-1.5 block font-medium text-link hover:underline"
        >
          {words.all}
        </Link>
      )}
    </PanelSection>
  );
}
