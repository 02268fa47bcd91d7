"use client";

import { useMutation } from "@tanstack/react-query";
import { Download, Signature } from "lucide-react";
import { saveFile } from "@/components/audit/save-file";
import { ledgerColumns } from "@/components/consent/ledger-columns";
import { LedgerDrawer } from "@/components/consent/ledger-drawer";
import { LedgerFilters } from "@/components/consent/ledger-filters";
import { fetchLedger, ledgerKeys, postLedgerExport } from "@/components/consent/ledger-queries";
import { changeText, customerName } from "@/components/consent/ledger-words";
import { useLedgerView } from "@/components/consent/use-ledger-view";
import { consentCopy } from "@/components/copy/consent";
import { useOpenId } from "@/components/detail/use-open-id";
import { DataList } from "@/components/list/data-list";
import { ListPage } from "@/components/list/list-page";
import { useKeysetList } from "@/components/list/use-keyset-list";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type {
  LedgerCursor,
  LedgerLine,
  LedgerPage as LedgerRows,
} from "@/lib/privacy/ledger-schemas";

/** Who allowed what, when, and in which words. */
export function LedgerPage() {
  const view = useLedgerView();
  const { filter, setView } = view;
  const list = useKeysetList<LedgerLine, LedgerCursor, LedgerRows>({
    queryKey: ledgerKeys.list(filter),
    fetchPage: (cursor, signal) => fetchLedger(filter, cursor, signal),
    pollMs: 15_000,
  });
  const { openId, open, close } = useOpenId();
  const opened = list.rows.find((line) => line.id === openId);
  const exporting = useMutation({
    mutationFn: () => postLedgerExport(filter),
    onSuccess: (file) => {
      saveFile("parcelo-consent-ledger.csv", "text/csv", file);
      toast(consentCopy.exported);
    },
  });
  return (
    <ListPage
      title={consentCopy.title}
      note={consentCopy.about}
      list={list}
      actions={
        <Button disabled={exporting.isPending} onClick={() => exporting.mutate()}>
          <Download aria-hidden="true" className="size-3.5" />
          {exporting.isPending ? consentCopy.exporting : consentCopy.export}
        </Button>
      }
      toolbar={<LedgerFilters view={view} />}
      detail={
        opened && (
          <LedgerDrawer
            key={opened.id}
            line={opened}
            onClose={close}
            onCustomer={(customer) => void setView({ customer, search: null })}
          />
        )
      }
    >
      {exporting.error && (
        <p role="alert" className="border-bad-line border-b bg-bad-soft px-5 py-2 text-bad text-xs">
          {consentCopy.exportFailed}. {errorSentence(exporting.error)}
        </p>
      )}
      <DataList
        label={consentCopy.title}
        list={list}
        columns={ledgerColumns}
        rowId={(line) => line.id}
        rowName={(line) => `${customerName(line)}, ${changeText(line)}`}
        openId={openId}
        onOpen={(line) => open(line.id)}
        isFiltered={view.isFiltered}
        onClearFilters={() => void setView(null)}
        empty={{ icon: Signature, title: consentCopy.empty, body: consentCopy.emptyBody }}
        failed={{ title: consentCopy.loadFailed, body: "" }}
      />
    </ListPage>
  );
}
