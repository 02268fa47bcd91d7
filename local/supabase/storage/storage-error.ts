import { messages } from "@electric-sql/pglite";
import { ZodError } from "zod";
import type { Log } from "../database/database";
import { type ApiAnswer, jsonAnswer } from "../gateway/gateway-context";
import { RequestError } from "../gateway/request-error";

/** A failure as Storage reports it: mostly HTTP 400, with the real status inside the body. */
export class StorageError extends Error {
  readonly statusCode: number;
  readonly code: string;
  readonly error: string;

  constructor(statusCode: number, code: string, error: string, message: string) {
    super(message);
    this.name = "StorageError";
    this.statusCode = statusCode;
    this.code = code;
    this.error = error;
  }
}

/** Any failure of a Storage request as `{statusCode,code,error,message}`. */
export function answerStorageError(error: unknown, log: Log): ApiAnswer {
  if (error instanceof StorageError) {
    const { statusCode, code, error: kind, message } = error;
    return jsonAnswer(statusCode >= 500 ? statusCode : 400, {
      statusCode: String(statusCode),
      code,
      error: kind,
      message,
    });
  }
  if (error instanceof RequestError) {
    const { status, code, message, hint } = error;
    return jsonAnswer(status, { statusCode: String(status), code, error: code, message, hint });
  }
  if (error instanceof messages.DatabaseError && error.code === "42501") {
    return answerStorageError(
      new StorageError(403, "AccessDenied", "Unauthorized", error.message),
      log,
    );
  }
  if (error instanceof ZodError || error instanceof SyntaxError) {
    return answerStorageError(
      new StorageError(400, "InvalidRequest", "invalid_request", "The body is not as expected"),
      log,
    );
  }
  log("supabase.storage_failed", { error: error instanceof Error ? error.name : typeof error });
  return jsonAnswer(500, {
    statusCode: "500",
    code: "InternalError",
    error: "internal",
    message: "Internal Server Error",
  });
}

export function noSuchKey(): StorageError {
  return new StorageError(404, "NoSuchKey", "not_found", "Object not found");
}

export function noSuchBucket(): StorageError {
  return new StorageError(404, "NoSuchBucket", "Bucket not found", "Bucket not found");
}
