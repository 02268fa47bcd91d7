"use client";

import { Bookmark } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { sessionSearchCopy } from "@/components/copy/session-search";
import { useShortcut } from "@/components/frame/shortcuts";
import { type ListView, listQuery } from "@/components/sessions/session-queries";
import { useSavedViews } from "@/components/sessions/use-saved-views";
import { viewOfQuery } from "@/components/sessions/view-of-query";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import type { SavedView } from "@/lib/chat/view-schemas";

const ManageViews = dynamic(() =>
  import("@/components/sessions/manage-views").then((found) => found.ManageViews),
);
const words = sessionSearchCopy;

type SavedViewsMenuProps = {
  view: ListView;
  mayShare: boolean;
  onChange: (change: Partial<ListView>) => void;
};

/** Saved filters, one's own and everyone's: V opens them, a press applies one. */
export function SavedViewsMenu({ view, mayShare, onChange }: SavedViewsMenuProps) {
  const [isManaging, setManaging] = useState(false);
  const buttonRef = useRef<HTMLButtonElement>(null);
  useShortcut("v", (event) => {
    event.preventDefault();
    // The menu opens on a key of its button, which also moves focus into it.
    buttonRef.current?.focus();
    buttonRef.current?.dispatchEvent(
      new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }),
    );
  });
  return (
    <>
      <Menu
        trigger={
          <Button
            ref={buttonRef}
            variant="ghost"
            size="icon"
            aria-label={words.views}
            title={words.views}
            className="-mr-1 ml-auto"
          >
            <Bookmark aria-hidden="true" className="size-4" />
          </Button>
        }
      >
        <ViewItems onPick={(picked) => onChange({ search: "", ...viewOfQuery(picked.query) })} />
        <MenuSeparator />
        <MenuItem onSelect={() => setManaging(true)}>{words.manage}</MenuItem>
      </Menu>
      {isManaging && (
        <ManageViews
          query={listQuery({ ...view, search: "" }).toString()}
          mayShare={mayShare}
          onClose={() => setManaging(false)}
        />
      )}
    </>
  );
}

/** Mounted with the open menu, so that saved filters are asked for only when somebody looks. */
function ViewItems({ onPick }: { onPick: (view: SavedView) => void }) {
  const { views } = useSavedViews();
  const own = views.data?.filter((view) => !view.shared) ?? [];
  const shared = views.data?.filter((view) => view.shared) ?? [];
  const item = (view: SavedView) => (
    <MenuItem key={view.id} onSelect={() => onPick(view)}>
      <span className="truncate">{view.name}</span>
    </MenuItem>
  );
  return (
    <>
      <MenuLabel>{words.views}</MenuLabel>
      {views.isError && <p className="px-2 py-1.5 text-xs text-bad">{words.viewsFailed}</p>}
      {views.data?.length === 0 && (
        <p className="max-w-56 px-2 py-1.5 text-xs text-muted">{words.noViews}</p>
      )}
      {own.map(item)}
      {shared.length > 0 && <MenuLabel>{words.shared}</MenuLabel>}
      {shared.map(item)}
    </>
  );
}
