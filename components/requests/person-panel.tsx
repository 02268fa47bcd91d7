import { Lock } from "lucide-react";
import Link from "next/link";
import { requestsCopy } from "@/components/copy/requests";
import { Identity } from "@/components/customer/identities-section";
import { Facts } from "@/components/detail/facts";
import { Panel } from "@/components/requests/panel";
import { customerName } from "@/components/requests/request-name";
import { ClockTime } from "@/components/time/clock-time";
import { Chip } from "@/components/ui/chip";
import type { RequestDetail } from "@/lib/privacy/requests/request-schemas";

const words = requestsCopy.person;

/** Who asks, in which words, and what else stands beside the request. */
export function PersonPanel({ request }: { request: RequestDetail }) {
  return (
    <Panel title={words.title}>
      {request.merged_into && (
        <Link
          href={`/requests/${request.merged_into.id}` as "/requests"}
          className="font-medium text-link hover:underline"
        >
          {words.mergedInto(request.merged_into.reference)}
        </Link>
      )}
      <dl className="grid gap-1">
        {request.identities.map((identity) => (
          <Identity key={identity.id} identity={identity} canReveal />
        ))}
      </dl>
      <Facts
        facts={[
          {
            label: words.who,
            value: request.erased
              ? words.erased
              : customerName(request.customer_name, request.customer_number),
          },
          { label: words.words, value: request.wish ? `“${request.wish}”` : words.noWords },
          {
            label: words.came,
            value: (
              <>
                <ClockTime iso={request.received_at} kind="row" />{" "}
                {requestsCopy.channels[request.channel]}
                {request.opened_by_name && words.by(request.opened_by_name)}
              </>
            ),
          },
          {
            label: words.hold,
            value: request.held ? (
              <Chip icon={Lock} tone="warn">
                {words.holdStands}
              </Chip>
            ) : (
              words.holdNone
            ),
          },
          {
            label: words.merged,
            value: request.merged.length > 0 && (
              <ul>
                {request.merged.map((one) => (
                  <li key={one.id}>
                    {one.reference} {requestsCopy.channels[one.channel]},{" "}
                    <ClockTime iso={one.received_at} kind="row" />
                    {one.wish && ` “${one.wish}”`}
                  </li>
                ))}
              </ul>
            ),
          },
        ].filter(({ value }) => value !== false)}
      />
      {request.session_id && (
        <Link
          href={`/sessions/${request.session_id}` as "/sessions"}
          className="font-medium text-link hover:underline"
        >
          {words.conversation}
        </Link>
      )}
    </Panel>
  );
}
