"use client";

import { useQueryClient } from "@tanstack/react-query";
import { CircleCheck, Plus, UserRoundCheck } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { requestsCopy } from "@/components/copy/requests";
import { useShortcut } from "@/components/frame/shortcuts";
import { DataList } from "@/components/list/data-list";
import { ListPage } from "@/components/list/list-page";
import { SelectionBar } from "@/components/list/selection-bar";
import { useKeysetList } from "@/components/list/use-keyset-list";
import { useSelection } from "@/components/list/use-selection";
import { errorSentence } from "@/components/query/error-sentence";
import { requestColumns } from "@/components/requests/request-columns";
import { RequestFilters } from "@/components/requests/request-filters";
import { customerName } from "@/components/requests/request-name";
import { fetchRequests, postAssign, requestKeys } from "@/components/requests/request-queries";
import { useRequestsView } from "@/components/requests/use-requests-view";
import { Button } from "@/components/ui/button";
import { Key } from "@/components/ui/key";
import { toast } from "@/components/ui/toast";
import type {
  RequestCursor,
  RequestPage,
  RequestRow,
} from "@/lib/privacy/requests/request-schemas";

const AssignDialog = dynamic(() => import("@/components/requests/assign-dialog"), { ssr: false });
const NewRequestDialog = dynamic(() => import("@/components/requests/new-request-dialog"), {
  ssr: false,
});

/** What people asked for under privacy law, first what is due first. */
export function RequestsPage({ viewerId }: { viewerId: string }) {
  const router = useRouter();
  const client = useQueryClient();
  const view = useRequestsView();
  const list = useKeysetList<RequestRow, RequestCursor, RequestPage>({
    queryKey: requestKeys.list(view.filter),
    fetchPage: (cursor, signal) => fetchRequests(view.filter, cursor, signal),
  });
  const selection = useSelection(list.rows.map((row) => row.id));
  const [assigning, setAssigning] = useState<string[] | null>(null);
  const [creating, setCreating] = useState(false);
  const open = (id: string) => router.push(`/requests/${id}` as "/requests");
  const askAssign = () => selection.ids.size > 0 && setAssigning([...selection.ids]);
  useShortcut(
    "a",
    (event) => {
      event.preventDefault(); // The letter must not land in the field of the dialog.
      askAssign();
    },
    requestsCopy.keys.assign,
    selection.ids.size === 0,
  );
  useShortcut(
    "n",
    (event) => {
      event.preventDefault();
      setCreating(true);
    },
    requestsCopy.keys.create,
  );
  const assign = async (ids: string[], staffId: string | null, name: string) => {
    try {
      const { changed } = await postAssign(ids, staffId);
      toast(requestsCopy.assigned(changed, name));
      selection.clear();
    } catch (error) {
      toast.error(errorSentence(error));
    }
    void client.invalidateQueries({ queryKey: requestKeys.all });
  };

  return (
    <ListPage
      title={requestsCopy.title}
      list={list}
      actions={
        <Button variant="primary" onClick={() => setCreating(true)}>
          <Plus aria-hidden="true" className="size-3.5" />
          {requestsCopy.create.button}
          <Key>N</Key>
        </Button>
      }
      toolbar={<RequestFilters view={view} counts={list.pages[0]?.counts} viewerId={viewerId} />}
      selectionBar={
        selection.ids.size > 0 ? (
          <SelectionBar selection={selection}>
            <Button variant="primary" onClick={askAssign}>
              <UserRoundCheck aria-hidden="true" className="size-3.5" />
              {requestsCopy.assignMany(selection.ids.size)}
              <Key>A</Key>
            </Button>
          </SelectionBar>
        ) : undefined
      }
    >
      <DataList
        label={requestsCopy.list}
        list={list}
        columns={requestColumns(viewerId)}
        rowId={(row) => row.id}
        rowName={(row) =>
          `${row.reference} ${requestsCopy.kinds[row.kind]}, ${customerName(row.customer_name, row.customer_number)}`
        }
        openId={null}
        onOpen={(row) => open(row.id)}
        selection={selection}
        rowHeight={48}
        isFiltered={view.isFiltered || view.filter.show !== "open"}
        onClearFilters={() => view.setView(null)}
        empty={{
          icon: CircleCheck,
          tone: "good",
          title: requestsCopy.empty,
          body: requestsCopy.emptyBody,
        }}
        failed={{ title: requestsCopy.loadFailed, body: "" }}
      />
      {assigning && (
        <AssignDialog
          assignedTo={null}
          onClose={() => setAssigning(null)}
          onPick={(staffId, name) => void assign(assigning, staffId, name)}
        />
      )}
      {creating && (
        <NewRequestDialog
          onClose={() => setCreating(false)}
          onDone={({ id, merged }) => {
            toast(merged ? requestsCopy.create.doneMerged : requestsCopy.create.done);
            void client.invalidateQueries({ queryKey: requestKeys.all });
            open(id);
          }}
        />
      )}
    </ListPage>
  );
}
