import { Compass } from "lucide-react";
import Link from "next/link";
import { copy } from "@/components/copy/en";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";

export default function NotFound() {
  return (
    <main className="h-dvh">
      <StatePanel
        icon={Compass}
        title={copy.errorPage.notFoundTitle}
        action={
          <Button asChild>
            <Link href="/sessions">{copy.errorPage.home}</Link>
          </Button>
        }
      >
        {copy.errorPage.notFoundBody}
      </StatePanel>
    </main>
  );
}
