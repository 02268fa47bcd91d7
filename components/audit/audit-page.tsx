"use client";

import { useMutation } from "@tanstack/react-query";
import { Download, ScrollText } from "lucide-react";
import { actorName, auditColumns } from "@/components/audit/audit-columns";
import { AuditDrawer } from "@/components/audit/audit-drawer";
import { AuditFilters } from "@/components/audit/audit-filters";
import { auditKeys, fetchAudit, postExport } from "@/components/audit/audit-queries";
import { saveFile } from "@/components/audit/save-file";
import { useAuditView } from "@/components/audit/use-audit-view";
import { auditCopy } from "@/components/copy/audit";
import { useOpenId } from "@/components/detail/use-open-id";
import { DataList } from "@/components/list/data-list";
import { ListPage } from "@/components/list/list-page";
import { useKeysetList } from "@/components/list/use-keyset-list";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { AuditCursor, AuditRow, AuditPage as AuditRows } from "@/lib/audit/console-schemas";
import type { Colleague } from "@/lib/staff/colleague";

/** What staff and the system did. */
export function AuditPage({ actors }: { actors: Colleague[] }) {
  const view = useAuditView();
  const { filter, setView } = view;
  const list = useKeysetList<AuditRow, AuditCursor, AuditRows>({
    queryKey: auditKeys.list(filter),
    fetchPage: (cursor, signal) => fetchAudit(filter, cursor, signal),
  });
  const { openId, open, close } = useOpenId();
  const opened = list.rows.find((row) => row.id === openId);
  const exporting = useMutation({
    mutationFn: () => postExport(filter),
    onSuccess: ({ csv, rows, is_cut: isCut }) => {
      saveFile("parcelo-audit-log.csv", "text/csv", csv);
      toast(isCut ? auditCopy.cut(rows) : auditCopy.exported(rows));
    },
  });
  return (
    <ListPage
      title={auditCopy.title}
      note={auditCopy.about}
      actions={
        <Button disabled={exporting.isPending} onClick={() => exporting.mutate()}>
          <Download aria-hidden="true" className="size-3.5" />
          {exporting.isPending ? auditCopy.exporting : auditCopy.export}
        </Button>
      }
      toolbar={<AuditFilters actors={actors} view={view} />}
      detail={
        opened && (
          <AuditDrawer
            key={opened.id}
            row={opened}
            onClose={close}
            onSubject={(subject) => void setView({ subject })}
          />
        )
      }
    >
      {exporting.error && (
        <p role="alert" className="border-bad-line border-b bg-bad-soft px-5 py-2 text-bad text-xs">
          {auditCopy.exportFailed}. {errorSentence(exporting.error)}
        </p>
      )}
      <DataList
        label={auditCopy.title}
        list={list}
        columns={auditColumns}
        rowId={(row) => row.id}
        rowName={(row) => `${auditCopy.action(row.action)}, ${actorName(row)}`}
        openId={openId}
        onOpen={(row) => open(row.id)}
        isFiltered={view.isFiltered}
        onClearFilters={() => void setView(null)}
        empty={{ icon: ScrollText, title: auditCopy.empty, body: auditCopy.emptyBody }}
        failed={{ title: auditCopy.loadFailed, body: "" }}
      />
    </ListPage>
  );
}
