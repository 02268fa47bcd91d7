import type { Journal } from "../providers/journal";

export type WebhookAnswer = { status: number | null; body: string; reason: string | null };
export type PostWebhook = (body: unknown, about?: { phone?: string }) => Promise<WebhookAnswer>;

/** How long the platform's HTTP client waits for the app. */
const TIMEOUT_MS = 30_000;
const SHUTTING_DOWN = "the stand-in is shutting down";

/**
 * Posts one webhook to the app: one attempt, no retry, like the platform; when the app is down the
 * event is lost. The journal keeps what was posted and what came back, never the URL's secret.
 */
export function createPostWebhook(options: {
  webhookUrl: string;
  journal: Journal;
  closing: AbortSignal;
  log: (line: string) => void;
}): PostWebhook {
  const { pathname } = new URL(options.webhookUrl);

  return async function postWebhook(body, about = {}) {
    if (options.closing.aborted) return { status: null, body: "", reason: SHUTTING_DOWN };
    const started = performance.now();
    const seq = options.journal.begin({ target: "webhook", method: "POST", path: pathname, body });
    const answer = await postOnce(
      options.webhookUrl,
      { "content-type": "application/json" },
      JSON.stringify(body),
      options.closing,
    );
    // After close() the store is gone; whoever closed does not wait for events under way.
    if (options.closing.aborted) return answer;
    options.journal.record(seq, {
      outcome: answer.reason === null ? "answered" : "failed",
      duration_ms: Math.round(performance.now() - started),
      ...(answer.status === null ? {} : { status: answer.status }),
      ...(answer.reason === null ? {} : { detail: answer.reason }),
      ...(about.phone === undefined ? {} : { phone: about.phone }),
    });
    if (answer.reason !== null) options.log(`webhook lost: ${answer.reason}`);
    return answer;
  };
}

/** One POST whose every failure is an answer with a reason. */
export async function postOnce(
  url: string,
  headers: Record<string, string>,
  body: string | Uint8Array<ArrayBuffer>,
  closing: AbortSignal,
): Promise<WebhookAnswer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
      signal: AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const text = await response.text();
    const reason = response.ok ? null : `The app answered ${response.status}.`;
    return { status: response.status, body: text, reason };
  } catch (error) {
    return { status: null, body: "", reason: `The app did not answer: ${causeOf(error)}.` };
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  if (error.name === "TimeoutError") return `no answer within ${TIMEOUT_MS / 1000} s`;
  if (error.name === "AbortError") return SHUTTING_DOWN;
  const cause = error.cause;
  if (cause instanceof Error) return "code" in cause ? String(cause.code) : cause.message;
  return error.message;
}
