"use client";

import { usePathname } from "next/navigation";
import { shortcutsCopy } from "@/components/copy/shortcuts";
import { navFor } from "@/components/frame/nav-items";
import { useActiveShortcuts } from "@/components/frame/shortcuts";
import { Dialog } from "@/components/ui/dialog";
import { modifierKey } from "@/components/ui/modifier-key";
import type { StaffRole } from "@/lib/staff/roles";

type HelpSheetProps = {
  role: StaffRole;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

const words = shortcutsCopy;

/** Every key that works on the page behind it, asked for at the moment it opens. */
export default function HelpSheet({ role, open, onOpenChange }: HelpSheetProps) {
  const path = usePathname();
  const order = Object.keys(words.meanings);
  const ofPage = useActiveShortcuts()()
    .map(({ key, label }) => ({ key, meaning: label ?? words.meanings[key] }))
    .filter(({ meaning }) => meaning !== undefined)
    .sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
    .map(({ key, meaning }) => [[shownKey(key)], meaning ?? ""] as const);
  const writing = path.startsWith("/sessions/")
    ? ([
        [["/"], words.writing.canned],
        [[modifierKey(), "/"], words.writing.template],
        [[modifierKey(), "Enter"], words.writing.send],
      ] as const)
    : [];
  const pages = navFor(role)
    .flatMap((section) => section.items)
    .map(({ label, chord }) => [["G", chord.toUpperCase()], label] as const);
  const groups: [string, (readonly [readonly string[], string])[]][] = [
    [words.groups.page, [...ofPage, ...writing]],
    [words.groups.go, pages],
    [
      words.groups.everywhere,
      [
        [[modifierKey(), "K"], words.palette],
        [["?"], words.help],
      ],
    ],
  ];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={words.title}
      description={words.description}
    >
      {groups
        .filter(([, rows]) => rows.length > 0)
        .map(([title, rows]) => (
          <section key={title} className="mb-4 last:mb-0">
            <h3 className="mb-1 text-2xs font-medium text-muted">{title}</h3>
            <dl className="divide-y divide-line text-xs">
              {rows.map(([keys, meaning]) => (
                <div key={meaning} className="flex h-8 items-center gap-3">
                  <dt className="order-2 ml-auto flex gap-1">
                    {keys.map((key) => (
                      <kbd
                        key={key}
                        className="min-w-6 rounded-xs border border-line-strong bg-surface px-1.5 text-center font-sans text-2xs text-text"
                      >
                        {key}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
    </Dialog>
  );
}

const shownKey = (key: string) =>
  key === "Escape" ? "Esc" : key.length === 1 ? key.toUpperCase() : key;
