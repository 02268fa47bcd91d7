"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { postReveal } from "@/components/conversation/conversation-queries";
import { customerCopy } from "@/components/copy/customer";
import { PanelSection } from "@/components/customer/panel-section";
import { errorSentence } from "@/components/query/error-sentence";
import { spacedNumber } from "@/components/sessions/spaced-number";
import { formatExact, formatRowTime } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import type { CustomerIdentity, CustomerPanel } from "@/lib/customers/panel-schemas";

const shownMs = 30_000;

/** Numbers and ids, masked: the current ones first, then those of before. */
export function IdentitiesSection({ panel }: { panel: CustomerPanel }) {
  return (
    <PanelSection title={customerCopy.identities.title}>
      <dl className="grid gap-1">
        {panel.identities.map((identity) => (
          <Identity key={identity.id} identity={identity} canReveal={panel.can_reveal} />
        ))}
      </dl>
      {!panel.can_reveal && (
        <p className="mt-1.5 text-2xs text-faint">{customerCopy.identities.whoCan}</p>
      )}
    </PanelSection>
  );
}

/** One number or id, masked; who may see it reveals it for half a minute, which is audited. */
export function Identity({
  identity,
  canReveal,
}: {
  identity: CustomerIdentity;
  canReveal: boolean;
}) {
  const { now, zone } = useViewerTime();
  const words = customerCopy.identities;
  // Kept in this component alone, not in the cache, and only for as long as one needs to read it.
  const reveal = useMutation({ mutationFn: () => postReveal(identity.id), gcTime: 0 });
  const { data, reset } = reveal;
  useEffect(() => {
    if (!data) return;
    const timer = setTimeout(reset, shownMs);
    return () => clearTimeout(timer);
  }, [data, reset]);
  const masked = spacedNumber(identity.masked);
  return (
    <div className="grid grid-cols-[76px_minmax(0,1fr)_auto] items-center gap-x-2">
      <dt className="text-muted">{words[identity.kind]}</dt>
      <dd className={identity.kind === "phone" ? "tabular-nums" : "font-mono text-2xs"}>
        <span className="wrap-anywhere text-ink">{data?.value ?? masked}</span>
        {identity.valid_to && (
          <span className="text-muted" title={formatExact(identity.valid_to, zone)}>
            {" "}
            {words.earlier(formatRowTime(identity.valid_to, now, zone))}
          </span>
        )}
      </dd>
      <dd>
        {canReveal && (
          <button
            type="button"
            disabled={reveal.isPending}
            aria-label={data ? words.hide : words.revealOf(masked)}
            onClick={() => (data ? reset() : reveal.mutate())}
            className="text-2xs font-medium text-link hover:underline max-wide:min-h-11"
          >
            {data ? words.hide : words.reveal}
          </button>
        )}
      </dd>
      <dd role="status" className="col-span-3 text-2xs text-muted empty:hidden">
        {data && words.recorded}
        {reveal.error && errorSentence(reveal.error)}
      </dd>
    </div>
  );
}
