import { messages } from "@electric-sql/pglite";
import type { Log } from "../database/database";
import type { ApiAnswer } from "../gateway/gateway-context";
import type { Caller } from "../gateway/identify-caller";
import { RequestError } from "../gateway/request-error";
import { statusOfSqlState } from "./status-of-sql-state";

/** Any failure of a REST request in PostgREST's shape. */
export function answerRestError(error: unknown, caller: Caller, log: Log): ApiAnswer {
  if (error instanceof RequestError) {
    return errorAnswer(
      error.status,
      error.code,
      error.message,
      error.details,
      error.hint,
      error.headers,
    );
  }
  if (error instanceof messages.DatabaseError) {
    const code = error.code ?? "XX000";
    const role = "claims" in caller.token ? (caller.token.claims.role ?? "anon") : "anon";
    const status = statusOfSqlState(code, role !== "anon", error.message);
    if (status >= 500) log("supabase.statement_failed", { code });
    const headers: Record<string, string> = status === 401 ? { "www-authenticate": "Bearer" } : {};
    return errorAnswer(
      status,
      code,
      error.message,
      error.detail ?? null,
      error.hint ?? null,
      headers,
    );
  }
  throw error;
}

function errorAnswer(
  status: number,
  code: string,
  message: string,
  details: string | null,
  hint: string | null,
  headers: Record<string, string>,
): ApiAnswer {
  return {
    status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "proxy-status": `PostgREST; error=${code}`,
      ...headers,
    },
    body: JSON.stringify({ code, details, hint, message }),
  };
}
