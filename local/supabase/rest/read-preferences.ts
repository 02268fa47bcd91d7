import type { IncomingHttpHeaders } from "node:http";
import { notSpoken } from "../gateway/request-error";

export type Preferences = {
  countExact: boolean;
  returnRows: boolean;
  resolution: "merge-duplicates" | "ignore-duplicates" | null;
  /** `Accept: application/vnd.pgrst.object+json`: exactly one row, or 406. */
  single: boolean;
};

const ACCEPTED = new Set([
  "*/*",
  "application/json",
  "application/vnd.pgrst.array+json",
  "application/*",
]);

/** Reads Prefer and Accept; a preference that would change the answer and is not spoken is refused. */
export function readPreferences(headers: IncomingHttpHeaders): Preferences {
  const preferences: Preferences = {
    countExact: false,
    returnRows: false,
    resolution: null,
    single: acceptsSingle(headers.accept ?? "*/*"),
  };
  const prefer = [headers.prefer ?? []].flat().join(",");
  for (const item of prefer
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)) {
    if (item === "count=exact") preferences.countExact = true;
    else if (item === "return=representation") preferences.returnRows = true;
    else if (item === "resolution=merge-duplicates") preferences.resolution = "merge-duplicates";
    else if (item === "resolution=ignore-duplicates") preferences.resolution = "ignore-duplicates";
    else if (
      item !== "return=minimal" &&
      item !== "missing=null" &&
      item !== "tx=commit" &&
      item !== "handling=lenient"
    ) {
      throw notSpoken(
        `The header Prefer: ${item}`,
        "It speaks count=exact, return=minimal|representation and resolution=….",
      );
    }
  }
  return preferences;
}

function acceptsSingle(accept: string): boolean {
  const types = accept.split(",").map((type) => type.trim().replace(/;\s*(charset|q)=[^;]*/g, ""));
  if (types[0] === "application/vnd.pgrst.object+json") return true;
  if (types.some((type) => ACCEPTED.has(type))) return false;
  throw notSpoken(`The header Accept: ${accept}`, "It answers JSON, or one object for single().");
}
