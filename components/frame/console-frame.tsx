"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { frameCopy } from "@/components/copy/frame";
import { MainNav } from "@/components/frame/main-nav";
import { ReadinessBanner } from "@/components/frame/readiness-banner";
import { ShortcutProvider } from "@/components/frame/shortcuts";
import { TabBar } from "@/components/frame/tab-bar";
import { QueryProvider } from "@/components/query/query-provider";
import { Toaster } from "@/components/ui/toaster";
import { TooltipProvider } from "@/components/ui/tooltip";
import type { StaffRole } from "@/lib/staff/roles";

/** Loaded when it is first asked for: most visits never open it. */
const HelpSheet = dynamic(() => import("@/components/frame/help-sheet"), { ssr: false });

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
  const [helpOpen, setHelpOpen] = useState(false);
  const account = { viewer, hasSimulator, signOut, onHelp: () => setHelpOpen(true) };
  return (
    <QueryProvider>
      <TooltipProvider delayDuration={300}>
        <ShortcutProvider onHelp={() => setHelpOpen(true)}>
          <a
            href="#page"
            className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-sm focus:bg-ink focus:px-3 focus:py-2 focus:text-on-ink"
          >
            {frameCopy.skip}
          </a>
          <div className="flex h-dvh flex-col">
            <ReadinessBanner standIns={standIns} />
            <div className="flex min-h-0 grow">
              <MainNav {...account} />
              <main
                id="page"
                tabIndex={-1}
                className="flex min-w-0 grow flex-col bg-surface outline-none"
              >
                {children}
              </main>
            </div>
            <TabBar {...account} />
          </div>
          {helpOpen && <HelpSheet open onOpenChange={setHelpOpen} />}
          <Toaster />
        </ShortcutProvider>
      </TooltipProvider>
    </QueryProvider>
  );
}
