import type { RequestScope } from "../database/database";
import {
  type ApiAnswer,
  type ApiRequest,
  type GatewayContext,
  jsonAnswer,
} from "../gateway/gateway-context";
import { readBody } from "../gateway/read-body";
import { notSpoken, RequestError } from "../gateway/request-error";
import { callFunction } from "./call-function";
import { type Catalogue, loadCatalogue } from "./catalogue";
import { readPreferences } from "./read-preferences";
import { requestScope } from "./request-scope";
import { selectRows } from "./select-rows";
import { deleteRows, insertRows, updateRows, type Write } from "./write-rows";

export type HandleRest = ((request: ApiRequest) => Promise<ApiAnswer>) & {
  forgetSchema: () => void;
};

/** `/rest/v1`: the subset of PostgREST that the README names. The schema is read once and kept. */
export function createRest(context: GatewayContext): HandleRest {
  let catalogue: Promise<Catalogue> | null = null;
  const handle = async (request: ApiRequest): Promise<ApiAnswer> => {
    const scope = requestScope(request);
    requirePublicSchema(request);
    catalogue ??= loadCatalogue(context.database);
    return answer(context, await catalogue, request, scope);
  };
  return Object.assign(handle, {
    forgetSchema: () => {
      catalogue = null;
    },
  });
}

async function answer(
  context: GatewayContext,
  catalogue: Catalogue,
  request: ApiRequest,
  scope: RequestScope,
): Promise<ApiAnswer> {
  const { method, query } = request;
  const name = decodePath(request.path);
  if (name === "") {
    return jsonAnswer(200, {
      info: { title: "Embedded Supabase", version: "PostgREST subset" },
      relations: [...catalogue.relations.keys()].sort(),
      functions: [...catalogue.functions.keys()].sort(),
    });
  }
  const preferences = readPreferences(request.message.headers);
  const reads = method === "GET" || method === "HEAD";
  if (name.startsWith("rpc/")) {
    if (!reads && method !== "POST") throw unsupportedMethod(method);
    const call = {
      database: context.database,
      catalogue,
      scope,
      name: name.slice(4),
      query,
      preferences,
    };
    return callFunction(call, reads ? null : await jsonBody(request));
  }
  const relation = catalogue.relations.get(name);
  if (!relation) {
    throw new RequestError(
      404,
      "PGRST205",
      `Could not find the table 'public.${name}' in the schema cache`,
    );
  }
  if (reads) return selectRows(context.database, scope, relation, query, preferences);
  const write: Write = { database: context.database, scope, relation, query, preferences };
  if (method === "POST") return insertRows(write, await jsonBody(request));
  if (method === "PATCH") return updateRows(write, await jsonBody(request));
  if (method === "DELETE") return deleteRows(write);
  if (method === "PUT") throw notSpoken("A single-row upsert by PUT", "Use POST with on_conflict.");
  throw unsupportedMethod(method);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new RequestError(404, "PGRST125", "Invalid path specified in request URL");
  }
}

async function jsonBody(request: ApiRequest): Promise<string> {
  const type = request.message.headers["content-type"] ?? "application/json";
  if (!/^application\/(json|vnd\.pgrst\.object\+json)/.test(type)) {
    throw notSpoken(`The content type «${type}»`, "Send application/json.");
  }
  return readBody(request.message);
}

function requirePublicSchema({ method, message: { headers } }: ApiRequest): void {
  const header =
    method === "GET" || method === "HEAD" ? headers["accept-profile"] : headers["content-profile"];
  if (header !== undefined && header !== "public") {
    throw new RequestError(406, "PGRST106", `Invalid schema: ${[header].flat().join(", ")}`, {
      hint: "Only the following schemas are exposed: public",
    });
  }
}

function unsupportedMethod(method: string): RequestError {
  return new RequestError(405, "PGRST117", `Unsupported HTTP method: ${method}`);
}
