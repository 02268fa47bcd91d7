"use client";

import { useOpenConversation } from "@/components/conversation/conversation-context";
import { whyCopy } from "@/components/copy/why";
import { PanelSection } from "@/components/customer/panel-section";
import type { TurnWhy } from "@/lib/agent/console-schemas";

/** The customer's messages that the turn answered. */
export function WhyAsked({ why }: { why: TurnWhy }) {
  const { jumpTo } = useOpenConversation();
  if (why.asked.length === 0) return null;
  return (
    <PanelSection title={whyCopy.asked}>
      <ul className="grid gap-1">
        {why.asked.map(({ seq, text }) => (
          <li key={seq}>
            <button
              type="button"
              title={whyCopy.jump}
              onClick={() => jumpTo(seq)}
              className="line-clamp-3 w-full rounded-sm border border-customer-line bg-surface px-2 py-1 text-left text-text hover:bg-hover"
            >
              {text ?? <i className="text-muted">{whyCopy.deleted}</i>}
            </button>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
