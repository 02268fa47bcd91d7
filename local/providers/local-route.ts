import type { IncomingHttpHeaders } from "node:http";
import type { Reply } from "./provider-request";

/** A control endpoint under `/_local`. A ZodError it throws is answered 400 with the reasons. */
export type LocalRoute = {
  method: string;
  /** Matched against the path after `/_local`; its groups become `params`, URL-decoded. */
  path: RegExp;
  handle(input: {
    params: string[];
    query: URLSearchParams;
    headers: IncomingHttpHeaders;
    raw: Buffer;
    json: unknown;
  }): Promise<Reply>;
};
