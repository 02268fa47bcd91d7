import type { PolicySection as Section } from "@/components/copy/privacy-policy";
import { MailLinked } from "@/components/privacy/mail-linked";

type PolicySectionProps = { section: Section; contact: string | null };

/** One section of the policy: paragraphs, a list or a table of two columns. */
export function PolicySection({ section, contact }: PolicySectionProps) {
  return (
    <section
      id={section.id}
      lang={section.language}
      aria-labelledby={`${section.id}-title`}
      className="scroll-mt-6 break-inside-avoid-page"
    >
      <h2 id={`${section.id}-title`} className="mb-2 font-semibold text-ink text-lg tracking-tight">
        {section.title}
      </h2>
      <div className="grid gap-2.5">
        {section.paragraphs?.map((text) => (
          <p key={text}>
            <MailLinked text={text} address={contact} />
          </p>
        ))}
        {section.list && (
          <ul className="grid list-disc gap-1.5 pl-5 marker:text-faint">
            {section.list.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
        {section.table && (
          <table className="w-full border-collapse text-left text-sm">
            <thead>
              <tr className="border-line-strong border-b">
                {section.table.head.map((head) => (
                  <th key={head} scope="col" className="py-1.5 pr-4 font-medium text-muted">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {section.table.rows.map(([what, answer]) => (
                <tr key={what} className="border-line border-b align-top">
                  <th scope="row" className="w-1/2 py-2 pr-4 font-normal text-ink">
                    {what}
                  </th>
                  <td className="py-2 tabular-nums">{answer}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  );
}
