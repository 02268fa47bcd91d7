"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { commonCopy } from "@/components/copy/common";
import { useShortcut } from "@/components/frame/shortcuts";
import { Button } from "@/components/ui/button";

type DetailDrawerProps = {
  /** The open row's id: focus goes back to that row on close. */
  id: string;
  title: string;
  subtitle?: ReactNode;
  /** Acts on what is open; they stay in view under the content. */
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
};

/**
 * Details beside a list that stays alive: not a dialog, so J, K and the list's own keys go on working.
 * Esc closes it and gives the focus back to the row. On a phone it covers the page.
 */
export function DetailDrawer({
  id,
  title,
  subtitle,
  actions,
  onClose,
  children,
}: DetailDrawerProps) {
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row in the same drawer takes the focus anew
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
  }, [id]);
  const close = () => {
    onClose();
    document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus();
  };
  useShortcut("Escape", close);

  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-labelledby={titleId}
      className="flex w-110 shrink-0 animate-enter flex-col border-line border-l bg-raised outline-none max-wide:absolute max-wide:inset-y-0 max-wide:right-0 max-wide:z-20 max-wide:max-w-full max-wide:shadow-raised max-tablet:fixed max-tablet:inset-0 max-tablet:z-30 max-tablet:w-full"
    >
      <header className="flex min-h-(--bar) items-center gap-3 border-line border-b px-4 py-1.5">
        <div className="min-w-0 grow">
          <h2 id={titleId} className="truncate font-semibold text-ink text-md">
            {title}
          </h2>
          {subtitle && <div className="truncate text-muted text-xs">{subtitle}</div>}
        </div>
        <Button variant="ghost" size="icon" aria-label={commonCopy.close} onClick={close}>
          <X aria-hidden="true" className="size-4" />
        </Button>
      </header>
      <div className="min-h-0 grow overflow-y-auto px-4 py-3">{children}</div>
      {actions && (
        <footer className="flex flex-wrap gap-2 border-line border-t px-4 py-3">{actions}</footer>
      )}
    </aside>
  );
}
