"use client";

import { CircleCheck, Ellipsis, NotebookPen, UserRound } from "lucide-react";
import Link from "next/link";
import { requestsCopy } from "@/components/copy/requests";
import { sessionsCopy } from "@/components/copy/sessions";
import { StateChip } from "@/components/requests/request-chips";
import type { Asked } from "@/components/requests/request-dialogs";
import { Button } from "@/components/ui/button";
import { Key } from "@/components/ui/key";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { RequestDetail } from "@/lib/privacy/requests/request-schemas";
import { isOpen } from "@/lib/privacy/requests/request-words";

type RequestBarProps = {
  request: RequestDetail;
  viewerId: string;
  busy: boolean;
  onAssign: () => void;
  onNote: () => void;
  onComplete: () => void;
  onAsk: (asked: Asked) => void;
};
const words = requestsCopy.act;

/** Which request this is, whose it is, and what ends it. */
export function RequestBar({ request, viewerId, busy, ...on }: RequestBarProps) {
  const open = isOpen(request.state);
  const assignee =
    request.assigned_to === viewerId
      ? sessionsCopy.you
      : (request.assigned_name ?? requestsCopy.nobody);
  return (
    <header className="flex min-h-(--bar) shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b px-5 py-1.5 max-tablet:px-3">
      <p className="flex items-baseline gap-1.5 text-lg">
        <Link href="/requests" className="text-muted hover:text-ink hover:underline">
          {requestsCopy.title}
        </Link>
        <span aria-hidden="true" className="text-muted">
          /
        </span>
      </p>
      <h1 className="-ml-1.5 font-semibold text-ink text-lg">
        {request.reference} {requestsCopy.kinds[request.kind]}
      </h1>
      <StateChip state={request.state} />
      <div className="ml-auto flex flex-wrap items-center gap-2">
        <Button variant="ghost" disabled={!open} onClick={on.onAssign}>
          <UserRound aria-hidden="true" className="size-3.5" />
          {assignee}
          <span className="sr-only">{requestsCopy.assign}</span>
          <Key>A</Key>
        </Button>
        <Button onClick={on.onNote}>
          <NotebookPen aria-hidden="true" className="size-3.5" />
          {words.note}
          <Key>N</Key>
        </Button>
        {open && request.kind !== "erasure" && (
          <Button disabled={busy || !request.identity_verified_at} onClick={on.onComplete}>
            <CircleCheck aria-hidden="true" className="size-3.5" />
            {words.complete}
          </Button>
        )}
        {open && (
          <Menu
            trigger={
              <Button size="icon" aria-label={words.more}>
                <Ellipsis aria-hidden="true" className="size-4" />
              </Button>
            }
          >
            <MenuItem onSelect={() => on.onAsk("withdraw")}>{words.withdraw}</MenuItem>
            <MenuItem onSelect={() => on.onAsk("refuse")}>{words.refuse}</MenuItem>
          </Menu>
        )}
      </div>
    </header>
  );
}
