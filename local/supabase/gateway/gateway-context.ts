import type { IncomingMessage } from "node:http";
import type { Outbox } from "../auth/outbox";
import type { Database, Log } from "../database/database";
import type { ResumableUploads } from "../storage/resumable-uploads";
import type { Caller } from "./identify-caller";
import type { SigningKeys } from "./signing-keys";
import type { VerifyToken } from "./verify-token";

/** What every API of the gateway shares for as long as the server runs. */
export type GatewayContext = {
  database: Database;
  keys: SigningKeys;
  verifyToken: VerifyToken;
  publicUrl: string;
  storageDir: string;
  uploads: ResumableUploads;
  outbox: Outbox;
  log: Log;
};

export type ApiRequest = {
  method: string;
  /** Below the API's prefix, without a leading slash, still percent-encoded. */
  path: string;
  query: URLSearchParams;
  message: IncomingMessage;
  caller: Caller;
};

export type ApiAnswer = {
  status: number;
  headers: Record<string, string>;
  body: string | NodeJS.ReadableStream | null;
};

export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): ApiAnswer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}
