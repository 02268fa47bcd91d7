import type { Metadata } from "next";
import { connection } from "next/server";
import { policyFacts } from "@/app/privacy/policy-facts";
import { policyCopy, policySections } from "@/components/copy/privacy-policy";
import { PolicySection } from "@/components/privacy/policy-section";
import { PrintButton } from "@/components/privacy/print-button";
import { ParceloMark } from "@/components/ui/parcelo-mark";

export const metadata: Metadata = {
  title: policyCopy.title,
  description: policyCopy.lead,
  robots: { index: true, follow: true },
};

/** The public privacy policy: no sign-in, nothing stored on the reader's device, current configuration. */
export default async function Page() {
  // Configuration is read when the page is asked for, not when it is built.
  await connection();
  const facts = policyFacts();
  const sections = policySections(facts);
  return (
    <main className="mx-auto w-full max-w-180 px-5 py-10 text-md leading-6 print:max-w-none print:p-0 max-tablet:py-6">
      <header className="mb-8 flex flex-wrap items-start gap-x-4 gap-y-3">
        <ParceloMark className="size-10 shrink-0" />
        <div className="min-w-64 grow basis-0">
          <h1 className="font-semibold text-ink text-xl tracking-tight">{policyCopy.title}</h1>
          <p className="text-muted">{policyCopy.lead}</p>
        </div>
        <PrintButton />
      </header>
      <nav aria-label={policyCopy.contents} className="mb-9 print:hidden">
        <ul className="flex flex-wrap gap-x-4 gap-y-1 border-line border-y py-3 text-sm">
          {sections.map(({ id, title, language }) => (
            <li key={id} lang={language}>
              <a
                href={`#${id}`}
                className="inline-block py-1 text-link underline decoration-line-strong underline-offset-3 hover:decoration-current"
              >
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid gap-8">
        {sections.map((section) => (
          <PolicySection key={section.id} section={section} contact={facts.contact} />
        ))}
      </div>
      <footer className="mt-10 border-line border-t pt-4 text-muted text-sm">
        {policyCopy.changed}
      </footer>
    </main>
  );
}
