import { ZodError } from "zod";
import type { Log } from "../database/database";
import { type ApiAnswer, jsonAnswer } from "../gateway/gateway-context";
import { RequestError } from "../gateway/request-error";

/** Without this response header auth-js does not read string error codes. */
const API_VERSION = { "x-supabase-api-version": "2024-01-01" };

export class AuthError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "AuthError";
    this.status = status;
    this.code = code;
  }
}

/** Any failure of an Auth request as `{code,message}`. */
export function answerAuthError(error: unknown, log: Log): ApiAnswer {
  if (error instanceof AuthError) return authError(error.status, error.code, error.message);
  if (error instanceof RequestError) {
    const hint = error.hint === null ? "" : ` (${error.hint})`;
    return authError(error.status, error.code, `${error.message}${hint}`);
  }
  if (error instanceof ZodError || error instanceof SyntaxError) {
    return authError(400, "bad_json", "Could not parse request body as JSON of the expected shape");
  }
  log("supabase.auth_failed", { error: error instanceof Error ? error.name : typeof error });
  return authError(500, "unexpected_failure", "Unexpected failure, please check the server log");
}

function authError(status: number, code: string, message: string): ApiAnswer {
  return jsonAnswer(status, { code, message }, { ...API_VERSION, "x-sb-error-code": code });
}
