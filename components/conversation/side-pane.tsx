"use client";

import { X } from "lucide-react";
import { Dialog, Tabs } from "radix-ui";
import type { ReactNode } from "react";
import { useWideScreen } from "@/components/conversation/use-wide-screen";
import { commonCopy } from "@/components/copy/common";
import { conversationCopy } from "@/components/copy/conversation";
import { CustomerPanel } from "@/components/customer/customer-panel";
import { Button } from "@/components/ui/button";
import { WhyPane } from "@/components/why/why-pane";
import type { SessionHeader } from "@/lib/chat/conversation-schemas";

export type SideTab = keyof typeof conversationCopy.sidePane.tabs;
type Tab = { id: SideTab; content: (session: SessionHeader) => ReactNode };

/** What stands beside a conversation; a tab is one entry. */
const tabs: Tab[] = [
  { id: "customer", content: (session) => <CustomerPanel session={session} /> },
  { id: "why", content: () => <WhyPane /> },
];

type SidePaneProps = {
  session: SessionHeader;
  tab: SideTab;
  onTab: (tab: SideTab) => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** A pane of its own on a wide screen, else a drawer; on a phone a sheet from below. */
export function SidePane({ open, onOpenChange, ...shown }: SidePaneProps) {
  const wide = useWideScreen();
  const { label } = conversationCopy.sidePane;
  if (wide) {
    return (
      <aside
        aria-label={label}
        className="flex w-80 shrink-0 flex-col border-l border-line bg-surface min-[1400px]:w-92"
      >
        <PaneTabs {...shown} />
      </aside>
    );
  }
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[oklch(0.2_0.01_75/0.4)]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 right-0 z-50 flex w-[min(400px,100vw)] animate-enter flex-col bg-surface shadow-raised max-tablet:inset-x-0 max-tablet:top-auto max-tablet:h-[86dvh] max-tablet:w-full max-tablet:rounded-t-lg"
        >
          <Dialog.Title className="sr-only">{label}</Dialog.Title>
          <PaneTabs
            {...shown}
            action={
              <Dialog.Close asChild>
                <Button variant="ghost" size="icon" aria-label={commonCopy.close}>
                  <X aria-hidden="true" className="size-4" />
                </Button>
              </Dialog.Close>
            }
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type PaneTabsProps = Pick<SidePaneProps, "session" | "tab" | "onTab"> & { action?: ReactNode };

function PaneTabs({ session, tab, onTab, action }: PaneTabsProps) {
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(value) => onTab(value as SideTab)}
      className="flex min-h-0 grow flex-col"
    >
      <div className="flex h-(--bar) shrink-0 items-center gap-1 border-b border-line px-2">
        <Tabs.List aria-label={conversationCopy.sidePane.label} className="flex h-full grow">
          {tabs.map(({ id }) => (
            <Tabs.Trigger
              key={id}
              value={id}
              className="border-b-2 border-transparent px-2.5 text-xs font-medium text-muted hover:text-ink data-[state=active]:border-ink data-[state=active]:text-ink"
            >
              {conversationCopy.sidePane.tabs[id]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {action}
      </div>
      {tabs.map(({ id, content }) => (
        <Tabs.Content key={id} value={id} className="min-h-0 grow overflow-y-auto">
          {content(session)}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
