import { createHash } from "node:crypto";

/** A stable UUID (version 5 form) for a function id. The SDK checkpoints only when it is sent one. */
export function functionUuid(functionId: string): string {
  const hex = createHash("sha1").update(functionId).digest("hex");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`];
  return [...parts, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}
