import type { ReactNode } from "react";
import { loginCopy } from "@/components/copy/login";
import { ParceloMark } from "@/components/ui/parcelo-mark";

/** What every page before the console looks like. */
export function LoginFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-80">
        <div className="mb-6 flex items-center gap-3">
          <ParceloMark className="size-9" />
          <div>
            <h1 className="text-lg font-semibold tracking-tight text-ink">{title}</h1>
            <p className="text-xs text-muted">{loginCopy.lead}</p>
          </div>
        </div>
        {children}
      </div>
    </main>
  );
}
