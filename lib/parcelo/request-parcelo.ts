import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { readAnswer, retryAfterMs } from "@/lib/whatsapp/read-answer";
import { classifyRequestFailure } from "@/lib/whatsapp/request-failure";

export type ParceloSettings = {
  /** `PARCELO_API_URL`. */
  baseUrl: string;
  /** `SERVICE_SECRET`. */
  secret: string;
  /** For one attempt, its answer included. */
  timeoutMs: number;
  /** Pauses before the second attempt and so on; their number is that of the repetitions. */
  retryDelaysMs?: readonly number[];
  fetch?: typeof globalThis.fetch;
};

/** What Parcelo's backend answered. Ids and enums only, apart from `value`. */
export type ParceloAnswer<T> =
  | { kind: "ok"; value: T }
  | { kind: "not_found" }
  /** It understood and will not: `code` is a snake_case word such as `already_paid`. */
  | { kind: "refused"; code: string }
  | { kind: "unavailable"; reason: UnavailableReason };

export type UnavailableReason =
  | "not_connected"
  | "timed_out"
  | "connection_lost"
  | "server_error"
  | "rate_limited"
  | "unauthorized"
  | "unreadable_answer";

export type ParceloRequest<Schema extends z.ZodType> = {
  path: string;
  answer: Schema;
} & (
  | { method: "GET" }
  /** The same key again is the same act: that alone makes a write safe to repeat. */
  | { method: "POST" | "PATCH" | "DELETE"; body?: object; idempotencyKey: string }
);

const usualDelaysMs = [200, 600];
/** The customer is waiting: longer pauses are the next turn's. */
const longestPauseMs = 2_000;

const refusal = z.object({ error: z.object({ code: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/) }) });

/**
 * One call of Parcelo's backend with a time limit and at most two repetitions, of reads and of writes
 * that carry an idempotency key. Whatever happens, the outcome is a value and nothing is thrown.
 */
export async function requestParcelo<Schema extends z.ZodType>(
  settings: ParceloSettings,
  request: ParceloRequest<Schema>,
): Promise<ParceloAnswer<z.infer<Schema>>> {
  const delaysMs = settings.retryDelaysMs ?? usualDelaysMs;
  for (let attempt = 0; ; attempt += 1) {
    const { answer, pauseMs } = await tryOnce(settings, request);
    const delay = delaysMs[attempt];
    const passes =
      answer.kind === "unavailable" &&
      answer.reason !== "unauthorized" &&
      answer.reason !== "unreadable_answer";
    const wait = Math.max(delay ?? 0, pauseMs ?? 0);
    if (!passes || delay === undefined || wait > longestPauseMs) return answer;
    await sleep(wait);
  }
}

async function tryOnce<Schema extends z.ZodType>(
  settings: ParceloSettings,
  request: ParceloRequest<Schema>,
): Promise<{ answer: ParceloAnswer<z.infer<Schema>>; pauseMs: number | null }> {
  const fetch = settings.fetch ?? globalThis.fetch;
  const body = request.method !== "GET" && request.body ? JSON.stringify(request.body) : undefined;
  try {
    const response = await fetch(`${settings.baseUrl.replace(/\/+$/, "")}${request.path}`, {
      method: request.method,
      headers: {
        authorization: `Bearer ${settings.secret}`,
        accept: "application/json",
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(request.method !== "GET" && { "idempotency-key": request.idempotencyKey }),
      },
      ...(body !== undefined && { body }),
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(settings.timeoutMs),
    });
    return {
      answer: judge(response.status, await readAnswer(response), request.answer),
      pauseMs: retryAfterMs(response.headers),
    };
  } catch (error) {
    const { reason } = classifyRequestFailure(error);
    return { answer: { kind: "unavailable", reason }, pauseMs: null };
  }
}

function judge<Schema extends z.ZodType>(
  status: number,
  body: unknown,
  schema: Schema,
): ParceloAnswer<z.infer<Schema>> {
  if (status >= 200 && status < 300) {
    const parsed = schema.safeParse(body);
    return parsed.success
      ? { kind: "ok", value: parsed.data }
      : { kind: "unavailable", reason: "unreadable_answer" };
  }
  if (status === 404) return { kind: "not_found" };
  if (status === 401 || status === 403) return { kind: "unavailable", reason: "unauthorized" };
  if (status === 429) return { kind: "unavailable", reason: "rate_limited" };
  if (status >= 500 || status === 408) return { kind: "unavailable", reason: "server_error" };
  const said = refusal.safeParse(body);
  return said.success
    ? { kind: "refused", code: said.data.error.code }
    : { kind: "unavailable", reason: "unreadable_answer" };
}
