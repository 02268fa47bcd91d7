import { X } from "lucide-react";
import type { ReactNode } from "react";
import { listCopy } from "@/components/copy/list";
import type { Selection } from "@/components/list/use-selection";
import { Button } from "@/components/ui/button";

/** Takes the toolbar's place while rows are selected. `children` are the acts, which name the count. */
export function SelectionBar({
  selection,
  children,
}: {
  selection: Selection;
  children: ReactNode;
}) {
  return (
    <div
      role="toolbar"
      aria-label={listCopy.selected(selection.ids.size)}
      className="flex shrink-0 flex-wrap items-center gap-2 border-info-line border-b bg-selected px-5 py-2 text-xs max-tablet:px-3"
    >
      <span aria-live="polite" className="font-medium text-ink">
        {listCopy.selected(selection.ids.size)}
      </span>
      {children}
      <Button variant="ghost" className="ml-auto" onClick={selection.clear}>
        <X aria-hidden="true" className="size-3.5" />
        {listCopy.clearSelection}
      </Button>
    </div>
  );
}
