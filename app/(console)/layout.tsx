import type { ReactNode } from "react";
import { signOut } from "@/app/login/actions";
import { ConsoleFrame } from "@/components/frame/console-frame";
import { env } from "@/lib/env";
import { requireStaffPage } from "@/lib/staff/require-staff-page";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const staff = await requireStaffPage();
  const standIns = env().LOCAL_PARTS;
  return (
    <ConsoleFrame
      viewer={staff}
      standIns={[...standIns]}
      hasSimulator={standIns.includes("luminous")}
      signOut={signOut}
    >
      {children}
    </ConsoleFrame>
  );
}
