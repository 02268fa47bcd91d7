"use client";

import { type QueryKey, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Check, Users } from "lucide-react";
import { conversationKeys, fetchColleagues } from "@/components/conversation/conversation-queries";
import { commonCopy } from "@/components/copy/common";
import { conversationCopy } from "@/components/copy/conversation";
import { errorSentence } from "@/components/query/error-sentence";
import { Avatar } from "@/components/ui/avatar";
import { inputClasses } from "@/components/ui/text-field";
import type { Colleague } from "@/lib/staff/colleague";

const answering = { queryKey: conversationKeys.colleagues, fetch: fetchColleagues };

type AssignListProps = {
  /** Who has it now. */
  assignedTo: string | null;
  words?: Record<"title" | "search" | "anybody" | "now" | "none", string>;
  /** Who can be picked; who may answer customers when left out. */
  people?: { queryKey: QueryKey; fetch: (signal: AbortSignal) => Promise<Colleague[]> };
  onClose: () => void;
  onPick: (staffId: string | null, name: string) => void;
};

const row =
  "flex h-9 cursor-default items-center gap-2.5 rounded-sm px-2 text-xs data-[selected=true]:bg-hover data-[selected=true]:text-ink max-tablet:h-11 max-tablet:text-sm";

/** Picks who answers: type a name, arrows move, Enter assigns. */
export default function AssignList({
  assignedTo,
  words = conversationCopy.assignDialog,
  people = answering,
  onClose,
  onPick,
}: AssignListProps) {
  const colleagues = useQuery({
    queryKey: people.queryKey,
    queryFn: ({ signal }) => people.fetch(signal),
  });
  const pick = (staffId: string | null, name: string) => {
    onPick(staffId, name);
    onClose();
  };
  return (
    <Command label={words.title} loop>
      <Command.Input autoFocus placeholder={words.search} className={inputClasses} />
      <Command.List className="mt-2 max-h-72 overflow-y-auto">
        {colleagues.isPending && <p className="p-2 text-xs text-muted">{commonCopy.loading}</p>}
        {colleagues.error && (
          <p role="alert" className="p-2 text-xs text-bad">
            {errorSentence(colleagues.error)}
          </p>
        )}
        {colleagues.data && (
          <Command.Empty className="p-2 text-xs text-muted">{words.none}</Command.Empty>
        )}
        {colleagues.data?.map(({ user_id, display_name }) => (
          <Command.Item
            key={user_id}
            value={user_id}
            keywords={[display_name]}
            onSelect={() => pick(user_id, display_name)}
            className={row}
          >
            <Avatar name={display_name} tone="staff" size="small" />
            <span className="truncate">{display_name}</span>
            {user_id === assignedTo && (
              <span className="ml-auto flex items-center gap-1 text-2xs text-muted">
                <Check aria-hidden="true" className="size-3.5" />
                {words.now}
              </span>
            )}
          </Command.Item>
        ))}
        {/* Only with the names: an early Enter must not put it back for anybody. */}
        {colleagues.data && (
          <Command.Item
            value="anybody"
            keywords={[words.anybody]}
            onSelect={() => pick(null, "")}
            className={row}
          >
            <Users aria-hidden="true" className="size-5 text-muted" strokeWidth={1.8} />
            {words.anybody}
          </Command.Item>
        )}
      </Command.List>
    </Command>
  );
}
