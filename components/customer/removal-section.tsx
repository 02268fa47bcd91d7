import { removalCopy } from "@/components/copy/removal";
import { PanelSection } from "@/components/customer/panel-section";
import { RemovalActs } from "@/components/removal/removal-acts";
import type { SessionHeader } from "@/lib/chat/conversation-schemas";

/** Removing what is kept: last in the panel, for the privacy team and admins. */
export function RemovalSection({ session }: { session: SessionHeader }) {
  return (
    <PanelSection title={removalCopy.title}>
      <div className="flex flex-wrap gap-1.5">
        <RemovalActs customerId={session.customer_id} sessionId={session.id} />
      </div>
    </PanelSection>
  );
}
