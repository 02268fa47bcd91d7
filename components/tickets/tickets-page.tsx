"use client";

import { CircleCheck } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { ticketsCopy } from "@/components/copy/tickets";
import { useOpenId } from "@/components/detail/use-open-id";
import { useShortcut } from "@/components/frame/shortcuts";
import { DataList } from "@/components/list/data-list";
import { ListPage } from "@/components/list/list-page";
import { SelectionBar } from "@/components/list/selection-bar";
import { useKeysetList } from "@/components/list/use-keyset-list";
import { useSelection } from "@/components/list/use-selection";
import { BulkActs } from "@/components/tickets/bulk-acts";
import { isSettled } from "@/components/tickets/is-settled";
import { customerOf, ticketColumns } from "@/components/tickets/ticket-columns";
import { TicketDrawer, type TicketViewer } from "@/components/tickets/ticket-drawer";
import { TicketFilters } from "@/components/tickets/ticket-filters";
import { fetchTickets, ticketKeys } from "@/components/tickets/ticket-queries";
import { useTicketChanges } from "@/components/tickets/use-ticket-changes";
import { useTicketTargets } from "@/components/tickets/use-ticket-targets";
import { useTicketsView } from "@/components/tickets/use-tickets-view";
import { Dialog } from "@/components/ui/dialog";
import type { TicketCursor, TicketPage, TicketRow } from "@/lib/tickets/console-schemas";

/** Loaded when it is first asked for. */
const AssignList = dynamic(() => import("@/components/conversation/assign-list"), { ssr: false });

/** What customers need a person for, the most urgent first. */
export function TicketsPage({ viewer }: { viewer: TicketViewer }) {
  const view = useTicketsView();
  const list = useKeysetList<TicketRow, TicketCursor, TicketPage>({
    queryKey: ticketKeys.list(view.filter),
    fetchPage: (cursor, signal) => fetchTickets(view.filter, cursor, signal),
  });
  const { openId, open, close } = useOpenId();
  const selection = useSelection(list.rows.map((row) => row.id));
  const targets = useTicketTargets(list.rows, selection, openId);
  const changes = useTicketChanges();
  const [toAssign, setToAssign] = useState<TicketRow[] | null>(null);
  const mayAct = viewer.role !== "privacy";

  const assign = (tickets: TicketRow[]) => {
    if (tickets.length > 0) setToAssign(tickets);
  };
  /** One press settles what is not settled; when all is, it opens it again. */
  const settle = (tickets: TicketRow[]) =>
    changes.setStatus(tickets, tickets.every(isSettled) ? "open" : "resolved");
  useShortcut(
    "a",
    (event) => {
      event.preventDefault(); // The letter must not land in the field of the dialog.
      assign(targets());
    },
    ticketsCopy.keys.assign,
    !mayAct,
  );
  useShortcut("e", () => settle(targets()), ticketsCopy.keys.settle, !mayAct);

  return (
    <ListPage
      title={ticketsCopy.title}
      list={list}
      toolbar={<TicketFilters view={view} counts={list.pages[0]?.counts} viewerId={viewer.id} />}
      selectionBar={
        mayAct && selection.ids.size > 0 ? (
          <SelectionBar selection={selection}>
            <BulkActs
              tickets={list.rows.filter(({ id }) => selection.has(id))}
              busy={changes.busy}
              onAssign={() => assign(targets())}
              onSettle={() => settle(targets())}
            />
          </SelectionBar>
        ) : undefined
      }
      detail={
        openId && (
          <TicketDrawer
            key={openId}
            id={openId}
            viewer={viewer}
            changes={changes}
            onAssign={(ticket) => assign([ticket])}
            onOpen={open}
            onClose={close}
          />
        )
      }
    >
      <DataList
        label={ticketsCopy.list}
        list={list}
        columns={ticketColumns(viewer.id)}
        rowId={(row) => row.id}
        rowName={(row) => `${row.reference} ${row.subject}, ${customerOf(row)}`}
        openId={openId}
        onOpen={(row) => open(row.id)}
        {...(mayAct && { selection })}
        rowHeight={48}
        isFiltered={view.isFiltered || view.filter.status !== "unsettled"}
        onClearFilters={() => view.setView(null)}
        empty={{
          icon: CircleCheck,
          tone: "good",
          title: ticketsCopy.empty,
          body: ticketsCopy.emptyBody,
        }}
        failed={{ title: ticketsCopy.loadFailed, body: "" }}
      />
      {toAssign && (
        <Dialog
          open
          onOpenChange={() => setToAssign(null)}
          title={ticketsCopy.assignDialog.title}
          description={ticketsCopy.assignDialog.description}
        >
          <AssignList
            assignedTo={toAssign.length === 1 ? (toAssign[0]?.assigned_to ?? null) : null}
            words={ticketsCopy.assignDialog}
            onClose={() => setToAssign(null)}
            onPick={(staffId, name) => {
              changes.assign(toAssign, staffId, name);
              selection.clear();
            }}
          />
        </Dialog>
      )}
    </ListPage>
  );
}
