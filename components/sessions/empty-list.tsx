import { CheckCheck, Inbox } from "lucide-react";
import { sessionSearchCopy } from "@/components/copy/session-search";
import type { ListView } from "@/components/sessions/session-queries";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";

const words = sessionSearchCopy.empty;
/** Empty because the work is done. */
const done = ["human", "mine", "closing", "unanswered", "failed"];

/** Why a list is empty: all is done, nothing happened yet, or the filters leave nothing. */
export function EmptyList({ view, onReset }: { view: ListView; onReset: () => void }) {
  const isNarrowed = view.assignee !== "anyone" || (view.unread && view.filter !== "open");
  const text = isNarrowed ? words.narrowed : view.unread ? words.unread : words[view.filter];
  const isGood = !isNarrowed && (view.unread || done.includes(view.filter));
  const isDefault = view.filter === "open" && !view.unread && !isNarrowed;
  return (
    <StatePanel
      icon={isGood ? CheckCheck : Inbox}
      tone={isGood ? "good" : "neutral"}
      title={text.title}
      action={!isDefault && <Button onClick={onReset}>{sessionSearchCopy.reset}</Button>}
    >
      {text.body}
    </StatePanel>
  );
}
