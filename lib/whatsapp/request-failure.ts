/** Failures of a request before a connection stood: nothing of it can have reached the provider. */
const BEFORE_CONNECTION = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_HAS_EXPIRED",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
]);

export type RequestFailure =
  | { sent: "no"; reason: "not_connected" }
  | { sent: "unknown"; reason: "timed_out" | "connection_lost" };

/** `fetch` hides the system's error under `cause`; several addresses tried give several errors. */
function errorCodes(error: unknown): string[] {
  if (typeof error !== "object" || error === null) return [];
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  if (own.length > 0) return own;
  if (error instanceof AggregateError) return error.errors.flatMap(errorCodes);
  return "cause" in error ? errorCodes(error.cause) : [];
}

/** Tells a request that surely left nothing from one that may have arrived. */
export function classifyRequestFailure(error: unknown): RequestFailure {
  const codes = errorCodes(error);
  if (codes.length > 0 && codes.every((code) => BEFORE_CONNECTION.has(code))) {
    return { sent: "no", reason: "not_connected" };
  }
  const isTimeout =
    error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
  return { sent: "unknown", reason: isTimeout ? "timed_out" : "connection_lost" };
}
