import type { IncomingHttpHeaders } from "node:http";
import type { Engine } from "../engine/engine";

export interface Call {
  engine: Engine;
  /** Decoded groups of the route's pattern. */
  parameters: string[];
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: unknown;
}

export interface Answer {
  status: number;
  body: unknown;
  /** A page to read, sent instead of the body. */
  html?: string;
}

export interface Route {
  method: "GET" | "POST" | "DELETE";
  path: RegExp;
  /** `signing` routes want the hashed signing key when one is configured. */
  access: "open" | "signing";
  answer: (call: Call) => Answer | Promise<Answer>;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
