import { log } from "@/lib/log";
import { openObject } from "@/lib/media/media-storage";
import { exportBucket } from "@/lib/privacy/export/build-archive";
import { beginExportDownload } from "@/lib/privacy/export/export-calls";
import { hashOfToken, tokenPattern } from "@/lib/privacy/export/export-link";

const statuses = { gone: 410, used_up: 410, too_fast: 429 } as const;

/**
 * POST /api/export/:token: the archive behind a link. A POST, so that previews and link scanners, which
 * only read, do not use it up.
 */
export async function POST(
  _request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  try {
    const found = tokenPattern.test(token)
      ? await beginExportDownload(hashOfToken(token))
      : ({ kind: "gone" } as const);
    if (found.kind !== "open") return back(token, found.kind);
    return new Response(await openObject(found.object_path, exportBucket), {
      headers: {
        "content-type": "application/zip",
        "content-length": String(found.file_size),
        "content-disposition": `attachment; filename="${found.file_name}"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
      },
    });
  } catch (error) {
    log.error("Export download failed", { error });
    return back(token, "unavailable");
  }
}

/** To the page of the link, which says what happened; the status is for programs. */
function back(token: string, reason: keyof typeof statuses | "unavailable"): Response {
  const status = reason === "unavailable" ? 503 : statuses[reason];
  const query = reason === "gone" ? "" : `?reason=${reason}`;
  const to = `/export/${encodeURIComponent(token)}${query}`;
  return new Response(
    `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${to}">`,
    {
      status,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "private, no-store",
        "referrer-policy": "no-referrer",
      },
    },
  );
}
