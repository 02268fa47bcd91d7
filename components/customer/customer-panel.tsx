"use client";

import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { conversationKeys, fetchCustomer } from "@/components/conversation/conversation-queries";
import { commonCopy } from "@/components/copy/common";
import { customerCopy } from "@/components/copy/customer";
import { ConsentSection } from "@/components/customer/consent-section";
import { FilesSection } from "@/components/customer/files-section";
import { FlagsSection } from "@/components/customer/flags-section";
import { IdentitiesSection } from "@/components/customer/identities-section";
import { NotesSection } from "@/components/customer/notes-section";
import { RemovalSection } from "@/components/customer/removal-section";
import { SessionsSection } from "@/components/customer/sessions-section";
import { SummarySection } from "@/components/customer/summary-section";
import { TicketsSection } from "@/components/customer/tickets-section";
import { HoldChip } from "@/components/holds/hold-chip";
import { errorSentence } from "@/components/query/error-sentence";
import { pollInterval } from "@/components/query/poll-interval";
import { RequestsSection } from "@/components/requests/requests-section";
import { rowName } from "@/components/sessions/row-name";
import { formatMonth } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { StatePanel } from "@/components/ui/state-panel";
import type { SessionHeader } from "@/lib/chat/conversation-schemas";

const everyMs = 15_000;

/** Who the customer of a conversation is. A section is one component and one line here. */
export function CustomerPanel({ session }: { session: SessionHeader }) {
  const customer = useQuery({
    queryKey: conversationKeys.customer(session.customer_id),
    queryFn: ({ signal }) => fetchCustomer(session.customer_id, signal),
    refetchInterval: () => pollInterval(everyMs, false),
  });
  const panel = customer.data;
  if (!panel) {
    if (!customer.error) return <PanelSkeleton />;
    return (
      <StatePanel
        icon={TriangleAlert}
        tone="bad"
        title={customerCopy.loadFailed}
        action={<Button onClick={() => void customer.refetch()}>{commonCopy.tryAgain}</Button>}
      >
        {errorSentence(customer.error)}
      </StatePanel>
    );
  }
  return (
    <>
      <Who session={session} locale={panel.locale} since={panel.since} />
      <FlagsSection panel={panel} />
      <TicketsSection session={session} />
      <FilesSection customerId={session.customer_id} />
      <SummarySection sessionId={session.id} />
      <IdentitiesSection panel={panel} />
      <ConsentSection panel={panel} />
      {panel.can_reveal && <RequestsSection customerId={panel.id} />}
      <NotesSection panel={panel} />
      <SessionsSection panel={panel} currentId={session.id} />
      {panel.can_reveal && !panel.erased_at && <RemovalSection session={session} />}
    </>
  );
}

function Who({
  session,
  locale,
  since,
}: {
  session: SessionHeader;
  locale: string | null;
  since: string;
}) {
  const { zone } = useViewerTime();
  const language = locale ? (customerCopy.languages[locale.slice(0, 2)] ?? locale) : null;
  return (
    <div className="flex items-center gap-3 border-b border-line px-4 py-3">
      <Avatar name={rowName(session)} />
      <div className="min-w-0">
        <h2 className="truncate text-sm font-semibold text-ink">{rowName(session)}</h2>
        <p className="text-xs text-muted">
          {customerCopy.locale}: {language ?? customerCopy.localeUnknown} · {customerCopy.since}{" "}
          {formatMonth(since, zone)}
        </p>
        <HoldChip customerId={session.customer_id} />
      </div>
    </div>
  );
}

function PanelSkeleton() {
  return (
    <div role="status" className="grid gap-4 p-4">
      <span className="sr-only">{commonCopy.loading}</span>
      {["w-40", "w-56", "w-48", "w-52"].map((width) => (
        <Skeleton key={width} className={`h-3 ${width}`} />
      ))}
    </div>
  );
}
