"use client";

import { Settings2 } from "lucide-react";
import type { useCannedMenu } from "@/components/composer/use-canned-menu";
import { cannedCopy } from "@/components/copy/canned";
import { commonCopy } from "@/components/copy/common";
import { errorSentence } from "@/components/query/error-sentence";
import { classNames } from "@/components/ui/class-names";

type CannedMenuProps = {
  id: string;
  menu: ReturnType<typeof useCannedMenu>;
  onManage: () => void;
};

export const cannedOptionId = (listId: string, replyId: string) => `${listId}-${replyId}`;

/** The list above the field; the field keeps the focus and says which row is meant. */
export function CannedMenu({ id, menu, onManage }: CannedMenuProps) {
  const { found, active, state } = menu;
  return (
    <div className="absolute inset-x-0 bottom-full z-20 mb-1.5 animate-enter rounded-md bg-raised p-1.5 shadow-raised">
      <div
        id={id}
        role="listbox"
        aria-label={cannedCopy.title}
        className="max-h-60 overflow-y-auto"
      >
        {found.map((reply, place) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          <div
            key={reply.id}
            id={cannedOptionId(id, reply.id)}
            role="option"
            aria-selected={place === active}
            ref={(row) => {
              if (place === active) row?.scrollIntoView({ block: "nearest" });
            }}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => menu.insert(reply)}
            className={classNames(
              "flex min-h-9 cursor-default items-baseline gap-2 rounded-sm px-2 py-1.5 text-xs max-tablet:min-h-11",
              place === active && "bg-selected text-ink",
            )}
          >
            <span className="shrink-0 font-mono text-2xs text-muted">/{reply.shortcut}</span>
            <span className="shrink-0 font-medium">{reply.title}</span>
            <span className="truncate text-muted">{reply.body}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p role="status" className="px-2 py-1.5 text-xs text-muted">
          {state.isPending && commonCopy.loading}
          {state.error && errorSentence(state.error)}
          {state.data && (state.data.length === 0 ? cannedCopy.none : cannedCopy.noMatch)}
        </p>
      )}
      <button
        type="button"
        onMouseDown={(event) => event.preventDefault()}
        onClick={onManage}
        className="mt-1 flex h-8 w-full items-center gap-2 rounded-sm border-t border-line px-2 text-xs text-muted hover:bg-hover hover:text-ink max-tablet:h-11"
      >
        <Settings2 aria-hidden="true" className="size-3.5" />
        {cannedCopy.manage}
      </button>
    </div>
  );
}
