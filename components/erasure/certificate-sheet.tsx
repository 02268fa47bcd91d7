import { ArrowLeft, Check, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { erasureCopy } from "@/components/copy/erasure";
import { CertificateActions } from "@/components/erasure/certificate-actions";
import { ExactTime } from "@/components/erasure/exact-time";
import type { ErasureCertificate } from "@/lib/privacy/erasure/console-schemas";

const words = erasureCopy.certificate;

type CertificateSheetProps = { certificate: ErasureCertificate; requestId: string };

/** One sheet of paper: who, when, what was counted, what the check found. Nothing personal stands on it. */
export function CertificateSheet({ certificate, requestId }: CertificateSheetProps) {
  const { content, names } = certificate;
  const by = (name: string | null, at: string) => (
    <>
      {name ?? erasureCopy.somebody}, <ExactTime iso={at} />
    </>
  );
  return (
    <div className="min-h-0 grow overflow-y-auto bg-sunken p-5 max-tablet:p-3 print:overflow-visible print:bg-white print:p-0">
      <div className="mx-auto grid max-w-3xl gap-4">
        <div className="flex flex-wrap items-center gap-2 print:hidden">
          <Link
            href={{ pathname: `/requests/${requestId}` }}
            className="inline-flex items-center gap-1.5 text-link text-xs hover:underline"
          >
            <ArrowLeft aria-hidden="true" className="size-3.5" />
            {words.back}
          </Link>
          <CertificateActions requestId={requestId} number={certificate.number} />
        </div>
        <article className="grid gap-5 rounded-lg border border-line-strong bg-surface p-8 text-text text-xs max-tablet:p-4 print:border-0 print:p-0">
          <header className="grid gap-1">
            <h1 className="font-semibold text-ink text-lg">{words.title}</h1>
            <p className="max-w-prose">{words.statement}</p>
            {content.reason === "restored_backup" && <p>{words.again}</p>}
          </header>
          <dl className="grid grid-cols-[minmax(120px,1fr)_3fr] gap-x-4 gap-y-1.5">
            <Fact label={words.facts.number}>{certificate.number}</Fact>
            <Fact label={words.facts.issued}>
              <ExactTime iso={certificate.issued_at} />
            </Fact>
            {content.request_id && (
              <Fact label={words.facts.request}>
                <code>{content.request_id}</code>
              </Fact>
            )}
            {content.received_at && (
              <Fact label={words.facts.received}>
                <ExactTime iso={content.received_at} />
                {content.channel && `, ${words.channels[content.channel] ?? content.channel}`}
              </Fact>
            )}
            {content.identity_verified_at && (
              <Fact label={words.facts.verified}>
                <ExactTime iso={content.identity_verified_at} />
              </Fact>
            )}
            <Fact label={words.facts.customer}>
              <code>{content.customer_id}</code>
            </Fact>
            {content.approved_by && (
              <Fact label={words.facts.approved}>{by(names.approved_by, content.approved_at)}</Fact>
            )}
            {content.second_at && (
              <Fact label={words.facts.second}>{by(names.second_by, content.second_at)}</Fact>
            )}
            <Fact label={words.facts.erased}>
              <ExactTime iso={content.erased_at} />
            </Fact>
            <Fact label={words.facts.finished}>
              <ExactTime iso={content.finished_at} />
            </Fact>
            <Fact label={words.facts.policy}>{content.policy_version}</Fact>
            <Fact label={words.facts.tables}>{content.check.tables}</Fact>
            <Fact label={words.facts.found}>{content.check.found}</Fact>
            <Fact label={words.facts.elsewhere}>
              {content.check.elsewhere.length === 0
                ? words.none
                : content.check.elsewhere
                    .map(({ table, count, by: what }) => erasureCopy.place(table, count, what))
                    .join("; ")}
            </Fact>
          </dl>
          <Stores stores={content.stores} />
          <footer className="grid gap-1 border-line border-t pt-3 text-2xs text-muted">
            <p
              className={
                certificate.is_intact
                  ? "inline-flex items-center gap-1 text-good"
                  : "inline-flex items-center gap-1 text-bad"
              }
            >
              {certificate.is_intact ? (
                <Check aria-hidden="true" className="size-3.5" />
              ) : (
                <TriangleAlert aria-hidden="true" className="size-3.5" />
              )}
              {certificate.is_intact ? words.intact : words.broken}
            </p>
            <p>
              {words.facts.digest}: <code className="break-all">{certificate.digest}</code>
            </p>
            <p>
              {words.facts.previous}:{" "}
              <code className="break-all">{certificate.previous_digest ?? words.first}</code>
            </p>
          </footer>
        </article>
      </div>
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words text-ink">{children}</dd>
    </>
  );
}

function Stores({ stores }: { stores: ErasureCertificate["content"]["stores"] }) {
  return (
    <table className="w-full border-collapse text-left">
      <thead>
        <tr className="border-line-strong border-b text-muted">
          <th scope="col" className="py-1 font-medium">
            {erasureCopy.columns.store}
          </th>
          <th scope="col" className="py-1 text-right font-medium">
            {erasureCopy.columns.done}
          </th>
        </tr>
      </thead>
      <tbody>
        {stores.map(({ store, count }) => (
          <tr key={store} className="border-line border-b">
            <th scope="row" className="py-1 font-normal text-ink">
              {erasureCopy.stores[store][0]}
            </th>
            <td className="py-1 text-right tabular-nums">{erasureCopy.number(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
