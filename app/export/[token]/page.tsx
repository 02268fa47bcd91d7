import type { Metadata } from "next";
import { exportPageCopy } from "@/components/copy/export-page";
import { fileSize } from "@/components/media/file-size";
import { Button } from "@/components/ui/button";
import { ParceloMark } from "@/components/ui/parcelo-mark";
import { readExportLink } from "@/lib/privacy/export/export-calls";
import { hashOfToken, tokenPattern } from "@/lib/privacy/export/export-link";

export const metadata: Metadata = {
  title: exportPageCopy.title,
  robots: { index: false, follow: false },
  // The address is the key: no page that is opened from here may learn it.
  referrer: "no-referrer",
};
export const dynamic = "force-dynamic";

const inUganda = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "long",
  timeZone: "Africa/Kampala",
});
const clockInUganda = new Intl.DateTimeFormat("en-GB", {
  timeStyle: "short",
  timeZone: "Africa/Kampala",
});

/** What a customer sees who opens the link of their archive. Reading it downloads nothing and counts nothing. */
export default async function ExportPage({ params, searchParams }: PageProps<"/export/[token]">) {
  const [{ token }, { reason }] = await Promise.all([params, searchParams]);
  const found = tokenPattern.test(token) ? await readExportLink(hashOfToken(token)) : null;
  const refusal = typeof reason === "string" ? exportPageCopy.reasons[reason] : undefined;
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="grid w-full max-w-96 gap-4 text-sm text-text">
        <div className="flex items-center gap-3">
          <ParceloMark className="size-9" />
          <h1 className="font-semibold text-ink text-lg tracking-tight">{exportPageCopy.title}</h1>
        </div>
        {refusal && (
          <p role="alert" className="rounded-sm border border-warn-line bg-warn-soft p-3 text-warn">
            {refusal}
          </p>
        )}
        {found ? (
          <>
            <p className="font-medium text-ink">{exportPageCopy.ready}</p>
            <p>{exportPageCopy.what}</p>
            <p>
              {exportPageCopy.until(
                inUganda.format(new Date(found.expires_at)),
                clockInUganda.format(new Date(found.expires_at)),
              )}{" "}
              {exportPageCopy.left(found.downloads_left)}
            </p>
            <form method="post" action={`/api/export/${token}`}>
              <Button type="submit" variant="primary" size="large" className="w-full">
                {exportPageCopy.size(fileSize(found.file_size))}
              </Button>
            </form>
            <p className="text-muted text-xs">{exportPageCopy.keep}</p>
          </>
        ) : (
          <>
            <p className="font-medium text-ink">{exportPageCopy.goneTitle}</p>
            <p>{exportPageCopy.gone}</p>
          </>
        )}
      </div>
    </main>
  );
}
