import type { RequestScope } from "../database/database";
import type { ApiRequest } from "../gateway/gateway-context";
import { RequestError } from "../gateway/request-error";

/** PostgREST's leeway for the clock of whoever issued the token. */
const LEEWAY_SECONDS = 30;
const ROLES = new Set(["anon", "authenticated", "service_role"]);

/** As whom a REST request runs; refuses a bearer token that is not valid now. */
export function requestScope({ method, path, caller, message }: ApiRequest): RequestScope {
  const { token } = caller;
  if ("problem" in token) throw tokenError("PGRST301", token.problem);
  const { claims, claimsText } = token;
  const now = Date.now() / 1000;
  if (claims.exp !== undefined && claims.exp < now - LEEWAY_SECONDS)
    throw tokenError("PGRST303", "JWT expired");
  if (claims.nbf !== undefined && claims.nbf > now + LEEWAY_SECONDS) {
    throw tokenError("PGRST303", "JWT not yet valid");
  }
  const role = claims.role ?? "anon";
  if (!ROLES.has(role)) {
    throw new RequestError(403, "42501", `permission denied to set role "${role}"`);
  }
  return {
    role,
    claims: claimsText,
    method,
    path: `/${path}`,
    headers: JSON.stringify(withoutSecrets(message.headers)),
    readOnly: method === "GET" || method === "HEAD",
  };
}

/** Header names as Postgres code reads them; what opens doors stays out of the database's settings. */
function withoutSecrets(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === "authorization" || name === "apikey" || name === "cookie")
      continue;
    kept[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return kept;
}

function tokenError(code: string, message: string): RequestError {
  return new RequestError(401, code, message, {
    headers: { "www-authenticate": `Bearer error="invalid_token", error_description="${message}"` },
  });
}
