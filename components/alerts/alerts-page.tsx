"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import dynamic from "next/dynamic";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { alertColumns } from "@/components/alerts/alert-columns";
import { AlertDrawer } from "@/components/alerts/alert-drawer";
import { alertKeys, fetchAlerts, postAcknowledge } from "@/components/alerts/alerts-queries";
import { alertsCopy } from "@/components/copy/alerts";
import { useOpenId } from "@/components/detail/use-open-id";
import { DataList } from "@/components/list/data-list";
import { ListPage } from "@/components/list/list-page";
import { useKeysetList } from "@/components/list/use-keyset-list";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Tabs } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toast";
import type { Alert } from "@/lib/alerts/alert-batch";
import { alertTitle } from "@/lib/alerts/alert-words";
import { type AlertCursor, type AlertView, alertStates } from "@/lib/alerts/console-schemas";

const AcknowledgeDialog = dynamic(() =>
  import("@/components/alerts/acknowledge-dialog").then((module) => module.AcknowledgeDialog),
);

/** What needs a person now, and what has needed one. */
export function AlertsPage() {
  const [state, setState] = useQueryState(
    "state",
    parseAsStringLiteral(alertStates).withDefault("open"),
  );
  const list = useKeysetList<Alert, AlertCursor, AlertView>({
    queryKey: alertKeys.list(state),
    fetchPage: (cursor, signal) => fetchAlerts(state, cursor, signal),
  });
  const { openId, open, close } = useOpenId();
  const [toAcknowledge, setToAcknowledge] = useState<string | null>(null);
  const client = useQueryClient();
  const acknowledge = useMutation({
    mutationFn: ({ id, note }: { id: string; note: string }) => postAcknowledge(id, note),
    onSuccess: ({ acknowledged }) => {
      toast(acknowledged ? alertsCopy.acknowledge.said : alertsCopy.acknowledge.late);
      void client.invalidateQueries({ queryKey: alertKeys.all });
      void client.invalidateQueries({ queryKey: ["badges"] });
    },
  });
  const [view] = list.pages;
  const fault = view?.tells && view.channel?.failing_since ? view.channel.error_code : null;
  return (
    <ListPage
      title={alertsCopy.title}
      list={list}
      note={view && !view.tells ? alertsCopy.tellsNobody : alertsCopy.tells}
      toolbar={
        <Tabs
          label={alertsCopy.view}
          value={state}
          onChange={(value) => void setState(value)}
          tabs={alertStates.map((value) => ({ value, label: alertsCopy.states[value] }))}
        />
      }
      detail={
        openId && (
          <AlertDrawer
            key={openId}
            id={openId}
            alert={list.rows.find((row) => row.id === openId)}
            runbookUrl={view?.runbook_url ?? null}
            onClose={close}
            actions={
              <Button variant="primary" onClick={() => setToAcknowledge(openId)}>
                {alertsCopy.acknowledge.act}
              </Button>
            }
          />
        )
      }
    >
      {fault && (
        <Banner tone="warn">
          {alertsCopy.telegramFails(alertsCopy.telegramCodes[fault] ?? fault)}
        </Banner>
      )}
      <DataList
        label={alertsCopy.title}
        list={list}
        columns={alertColumns}
        rowId={(row) => row.id}
        rowName={alertTitle}
        openId={openId}
        onOpen={(row) => open(row.id)}
        rowHeight={48}
        isFiltered={false}
        onClearFilters={() => void setState(null)}
        empty={{
          icon: CircleCheck,
          tone: "good",
          title: state === "open" ? alertsCopy.empty : alertsCopy.emptyCleared,
          body: state === "open" ? alertsCopy.emptyBody : alertsCopy.emptyClearedBody,
        }}
        failed={{ title: alertsCopy.loadFailed, body: "" }}
      />
      {toAcknowledge && (
        <AcknowledgeDialog
          onCancel={() => setToAcknowledge(null)}
          onAcknowledge={async (note) => {
            await acknowledge.mutateAsync({ id: toAcknowledge, note });
            setToAcknowledge(null);
          }}
        />
      )}
    </ListPage>
  );
}
