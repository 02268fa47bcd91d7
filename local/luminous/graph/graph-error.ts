import { randomBytes } from "node:crypto";
import type { Reply } from "../../providers/provider-request";

const messages: Record<number, string> = {
  1: "An unknown error occurred",
  4: "(#4) Application request limit reached",
  100: "Unsupported get request. Object does not exist, cannot be loaded due to missing permissions, or does not support this operation",
  190: "Error validating access token: The session has expired",
};

/** An error as Graph words it. */
export function graphError(code: number, status: number, subcode?: number): Reply {
  return {
    status,
    body: {
      error: {
        message: messages[code] ?? `Graph error ${code}`,
        type: code === 190 ? "OAuthException" : "GraphMethodException",
        code,
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        fbtrace_id: randomBytes(8).toString("base64url"),
      },
    },
  };
}
