"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { frameCopy } from "@/components/copy/frame";
import { MainNav } from "@/components/frame/main-nav";
import { navFor } from "@/components/frame/nav-items";
import { ReadinessBanner } from "@/components/frame/readiness-banner";
import { ShortcutProvider } from "@/components/frame/shortcuts";
import { TabBar } from "@/components/frame/tab-bar";
import { UndoKey } from "@/components/frame/undo-key";
import { QueryProvider } from "@/components/query/query-provider";
import { Toaster } from "@/components/ui/toaster";
import type { StaffRole } from "@/lib/staff/roles";

/** Loaded when they are first asked for: most visits never open them. */
const HelpSheet = dynamic(() => import("@/components/frame/help-sheet"), { ssr: false });
const loadPalette = () => import("@/components/frame/command-palette");
const CommandPalette = dynamic(loadPalette, { ssr: false });
/** Ahead of the key or press that asks for it; a failure shows then. */
const onPaletteSoon = () => void loadPalette().catch(() => undefined);

export type Viewer = { id: string; name: string; role: StaffRole };

type ConsoleFrameProps = {
  viewer: Viewer;
  /** Parts of the stack that are stand-ins; empty in production. */
  standIns: string[];
  hasSimulator: boolean;
  signOut: () => Promise<void>;
  children: ReactNode;
};

/** Banner, navigation and the page: the same on every page of the console. */
export function ConsoleFrame({
  viewer,
  standIns,
  hasSimulator,
  signOut,
  children,
}: ConsoleFrameProps) {
  const router = useRouter();
  const [opened, setOpened] = useState<"help" | "palette" | null>(null);
  const onHelp = () => setOpened("help");
  const onPalette = () =>
    setOpened((now) => {
      if (now === "palette") return null;
      // A dialog that waits for an answer keeps the keyboard.
      return document.querySelector('[role="dialog"]') ? now : "palette";
    });
  const onChord = (letter: string) => {
    const page = navFor(viewer.role)
      .flatMap((section) => section.items)
      .find(({ chord }) => chord === letter);
    if (page) router.push(page.href);
  };
  const hasParts = standIns.length > 0 && viewer.role === "admin";
  const account = { viewer, hasSimulator, hasParts, signOut, onHelp };
  return (
    <QueryProvider>
      <ShortcutProvider
        onHelp={onHelp}
        onPalette={onPalette}
        onPaletteSoon={onPaletteSoon}
        isResting={opened !== null}
        onChord={onChord}
      >
        <a
          href="#page"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-sm focus:bg-ink focus:px-3 focus:py-2 focus:text-on-ink"
        >
          {frameCopy.skip}
        </a>
        <div className="flex h-dvh flex-col print:block print:h-auto">
          <div className="contents print:hidden">
            <ReadinessBanner standIns={standIns} />
          </div>
          <div className="flex min-h-0 grow print:block">
            <MainNav {...account} onPalette={onPalette} onPaletteSoon={onPaletteSoon} />
            <main
              id="page"
              tabIndex={-1}
              className="flex min-w-0 grow flex-col bg-surface outline-none print:block"
            >
              {children}
            </main>
          </div>
          <TabBar {...account} onPalette={onPalette} />
        </div>
        {opened === "help" && (
          <HelpSheet
            role={viewer.role}
            open
            onOpenChange={(open) => setOpened(open ? "help" : null)}
          />
        )}
        {opened === "palette" && (
          <CommandPalette
            viewer={viewer}
            hasParts={hasParts}
            signOut={signOut}
            onHelp={onHelp}
            onClose={() => setOpened(null)}
          />
        )}
        <UndoKey />
        <Toaster />
      </ShortcutProvider>
    </QueryProvider>
  );
}
