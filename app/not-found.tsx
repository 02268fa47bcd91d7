import { Compass } from "lucide-react";
import Link from "next/link";
import { errorPageCopy } from "@/components/copy/error-page";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";

export default function NotFound() {
  return (
    <main className="h-dvh">
      <StatePanel
        icon={Compass}
        title={errorPageCopy.notFoundTitle}
        action={
          <Button asChild>
            <Link href="/sessions">{errorPageCopy.home}</Link>
          </Button>
        }
      >
        {errorPageCopy.notFoundBody}
      </StatePanel>
    </main>
  );
}
