import { playgroundCopy } from "@/components/copy/playground";
import { sessionsCopy } from "@/components/copy/sessions";
import { whyCopy } from "@/components/copy/why";
import { PanelSection } from "@/components/customer/panel-section";
import { CostLine } from "@/components/playground/cost-line";
import type { PlaygroundResult } from "@/lib/agent/playground-schemas";

/** What the bot would have written; drawn as a draft, since it never leaves. */
export function DraftSection({ draft }: { draft: NonNullable<PlaygroundResult["draft"]> }) {
  return (
    <PanelSection title={playgroundCopy.draftTitle} aside={<CostLine cost={draft.cost} />}>
      {draft.parts.length === 0 && (
        <p className="text-warn">
          {draft.fault ? playgroundCopy.fault(draft.fault) : playgroundCopy.draftEmpty}
        </p>
      )}
      {draft.parts.map((part) => (
        <p
          key={part}
          className="hatched mb-1.5 max-w-[60ch] whitespace-pre-wrap rounded-bubble rounded-tr-xs border border-bot-solid border-dashed px-3 py-2 text-sm text-text wrap-anywhere"
        >
          {part}
        </p>
      ))}
      <div className="grid gap-0.5 text-muted">
        {draft.hand_off && (
          <p>
            {playgroundCopy.handOff(sessionsCopy.ownerReasons[draft.hand_off] ?? draft.hand_off)}
          </p>
        )}
        {draft.findings.length > 0 && (
          <p className="text-warn">{playgroundCopy.findings(draft.findings.join(", "))}</p>
        )}
        {draft.tools.length > 0 && (
          <p>
            {playgroundCopy.toolsUsed}:{" "}
            {draft.tools
              .map(({ tool, outcome }) => `${tool} (${whyCopy.toolOutcomes[outcome] ?? outcome})`)
              .join(", ")}
          </p>
        )}
        {draft.left_out.length > 0 && <p>{playgroundCopy.leftOut(draft.left_out.join(", "))}</p>}
      </div>
    </PanelSection>
  );
}
