import { FetchFailure } from "@/lib/media/fetch/fetch-failure";
import { retryAfterMs } from "@/lib/whatsapp/read-answer";

export type DownloadLimits = {
  /** Longest silence, before the first byte as between two pieces. */
  idleMs: number;
  /** Longest time for the whole file. */
  totalMs: number;
};

export type Download = {
  pieces: AsyncGenerator<Uint8Array>;
  stop: () => void;
  signal: AbortSignal;
};

/**
 * Starts to fetch a file with our token. Redirects are not followed: the token must not go elsewhere.
 * `stop` ends it at any time; it has to be called in the end.
 * @throws FetchFailure when it does not begin; later the pieces throw one
 */
export async function openDownload(
  url: URL,
  token: string,
  limits: DownloadLimits,
): Promise<Download> {
  const controller = new AbortController();
  const tooSlow = () => controller.abort(new FetchFailure("download_too_slow"));
  const total = setTimeout(tooSlow, limits.totalMs);
  // Runs only while the other side is waited for: that the bucket is slow is not the download's fault.
  const idle = setTimeout(tooSlow, limits.idleMs);
  const stop = () => {
    clearTimeout(idle);
    clearTimeout(total);
    controller.abort(new FetchFailure("download_broken"));
  };
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: "manual",
      cache: "no-store",
      signal: controller.signal,
    });
    clearTimeout(idle);
    const refusal = refusalOf(response.status);
    if (refusal !== null)
      throw new FetchFailure(refusal, { retryAfterMs: retryAfterMs(response.headers) });
    if (response.body === null) throw new FetchFailure("download_broken");
    const pieces = readPieces(response.body, controller.signal, limits.idleMs, tooSlow);
    return { pieces, stop, signal: controller.signal };
  } catch (error) {
    const failure = failureOf(error, controller.signal, "download_failed");
    stop();
    throw failure;
  }
}

/** Read by hand, since ending a loop over a stream that has failed would throw once more. */
async function* readPieces(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  idleMs: number,
  onIdle: () => void,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    const idle = setTimeout(onIdle, idleMs);
    const read = await reader
      .read()
      .catch((error: unknown) => {
        throw failureOf(error, signal, "download_broken");
      })
      .finally(() => clearTimeout(idle));
    if (read.done) return;
    yield read.value;
  }
}

function failureOf(
  error: unknown,
  signal: AbortSignal,
  otherwise: "download_failed" | "download_broken",
): FetchFailure {
  if (signal.aborted && signal.reason instanceof FetchFailure) return signal.reason;
  return error instanceof FetchFailure ? error : new FetchFailure(otherwise, { cause: error });
}

function refusalOf(status: number) {
  if (status === 200) return null;
  if (status === 401 || status === 403) return "unauthorised";
  if (status === 404 || status === 410) return "url_expired";
  if (status === 429) return "rate_limited";
  return status >= 300 && status < 400 ? "redirect_refused" : "download_failed";
}
