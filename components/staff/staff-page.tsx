"use client";

import { UserPlus, Users } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { staffCopy } from "@/components/copy/staff";
import { useOpenId } from "@/components/detail/use-open-id";
import { useShortcut } from "@/components/frame/shortcuts";
import { DataList } from "@/components/list/data-list";
import { FilterSelect } from "@/components/list/filter-select";
import { ListPage } from "@/components/list/list-page";
import { ListSearch } from "@/components/list/list-search";
import { useKeysetList } from "@/components/list/use-keyset-list";
import { InviteDialog } from "@/components/staff/invite-dialog";
import { staffColumns } from "@/components/staff/staff-columns";
import { StaffDrawer } from "@/components/staff/staff-drawer";
import { fetchStaff, staffKeys } from "@/components/staff/staff-queries";
import { useStaffActs } from "@/components/staff/use-staff-acts";
import { Button } from "@/components/ui/button";
import { Key } from "@/components/ui/key";
import {
  type StaffCursor,
  type StaffFilter,
  type StaffRow,
  type StaffPage as StaffRows,
  staffStates,
} from "@/lib/staff/console-schemas";
import { staffRoles } from "@/lib/staff/roles";

/** Who may use the console, and as what. */
export function StaffPage() {
  const [view, setView] = useQueryStates({
    search: parseAsString.withDefault(""),
    role: parseAsStringLiteral(staffRoles),
    state: parseAsStringLiteral(staffStates),
  });
  const filter: StaffFilter = {
    ...(view.search && { search: view.search }),
    ...(view.role && { role: view.role }),
    ...(view.state && { state: view.state }),
  };
  const list = useKeysetList<StaffRow, StaffCursor, StaffRows>({
    queryKey: staffKeys.list(filter),
    fetchPage: (cursor, signal) => fetchStaff(filter, cursor, signal),
  });
  const { openId, open, close } = useOpenId();
  const [isInviting, setInviting] = useState(false);
  const acts = useStaffActs();
  useShortcut("n", () => setInviting(true));
  const opened = list.rows.find((row) => row.user_id === openId);
  return (
    <ListPage
      title={staffCopy.title}
      note={staffCopy.about}
      actions={
        <Button variant="primary" onClick={() => setInviting(true)}>
          <UserPlus aria-hidden="true" className="size-3.5" />
          {staffCopy.invite.open}
          <Key>N</Key>
        </Button>
      }
      toolbar={
        <>
          <ListSearch
            label={staffCopy.search}
            value={view.search}
            onChange={(search) => void setView({ search })}
          />
          <FilterSelect
            label={staffCopy.filters.role}
            value={view.role}
            options={staffRoles.map((value) => ({ value, label: staffCopy.roles[value] }))}
            onChange={(role) => void setView({ role })}
          />
          <FilterSelect
            label={staffCopy.filters.state}
            value={view.state}
            options={staffStates.map((value) => ({ value, label: staffCopy.states[value] }))}
            onChange={(state) => void setView({ state })}
          />
        </>
      }
      detail={
        opened && <StaffDrawer key={opened.user_id} row={opened} acts={acts} onClose={close} />
      }
    >
      <DataList
        label={staffCopy.title}
        list={list}
        columns={staffColumns}
        rowId={(row) => row.user_id}
        rowName={(row) => row.display_name}
        openId={openId}
        onOpen={(row) => open(row.user_id)}
        rowHeight={48}
        isFiltered={Object.keys(filter).length > 0}
        onClearFilters={() => void setView(null)}
        empty={{ icon: Users, title: staffCopy.empty, body: staffCopy.emptyBody }}
        failed={{ title: staffCopy.loadFailed, body: "" }}
      />
      {isInviting && (
        <InviteDialog
          onClose={() => setInviting(false)}
          onInvited={(name) => {
            setInviting(false);
            void acts.invited(name);
          }}
        />
      )}
    </ListPage>
  );
}
