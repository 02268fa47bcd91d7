"use client";

import { conversationCopy } from "@/components/copy/conversation";
import { Avatar } from "@/components/ui/avatar";
import type { ColleagueHere } from "@/lib/chat/conversation-schemas";

const shown = 3;

/** Colleagues who have this conversation open now. */
export function PresenceAvatars({ colleagues }: { colleagues: ColleagueHere[] }) {
  if (colleagues.length === 0) return null;
  const names = colleagues.map(({ name }) => name).join(", ");
  return (
    <span
      role="img"
      aria-label={conversationCopy.presence.here(names)}
      title={conversationCopy.presence.here(names)}
      className="flex shrink-0 items-center -space-x-1.5"
    >
      {colleagues.slice(0, shown).map(({ staff_id, name }) => (
        <Avatar key={staff_id} name={name} tone="staff" size="small" />
      ))}
      {colleagues.length > shown && (
        <span className="pl-2.5 text-2xs text-muted">+{colleagues.length - shown}</span>
      )}
    </span>
  );
}

/** Before the field: who writes at this moment, else who is here. */
export function PresenceLine({ colleagues }: { colleagues: ColleagueHere[] }) {
  const { presence } = conversationCopy;
  const writing = colleagues.filter(({ activity }) => activity === "writing");
  const [first, ...rest] = writing.length > 0 ? writing : colleagues;
  if (!first) return null;
  const sentence = (writing.length > 0 ? presence.writing : presence.viewing)(first.name);
  return (
    <span
      role="status"
      className={
        writing.length > 0
          ? "flex min-w-0 items-center gap-1.5 rounded-xs border border-warn-line bg-warn-soft px-1.5 text-2xs font-medium text-warn"
          : "flex min-w-0 items-center gap-1.5 text-2xs text-muted"
      }
    >
      <Avatar name={first.name} tone="staff" size="small" />
      <span className="truncate">
        {sentence}
        {rest.length > 0 && `, ${presence.others(rest.length)}`}
      </span>
    </span>
  );
}
