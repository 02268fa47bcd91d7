import { Lock } from "lucide-react";
import { frameCopy } from "@/components/copy/frame";
import { listCopy } from "@/components/copy/list";
import { StatePanel } from "@/components/ui/state-panel";
import type { StaffRole } from "@/lib/staff/roles";

/** What a direct link to a page of other roles shows: who can open it. */
export function NoPermission({ roles }: { roles: readonly StaffRole[] }) {
  return (
    <div className="grow">
      <h1 className="sr-only">{listCopy.noPermission}</h1>
      <StatePanel icon={Lock} title={listCopy.noPermission}>
        {listCopy.noPermissionBody(roles.map((role) => frameCopy.roles[role]).join(", "))}
      </StatePanel>
    </div>
  );
}
