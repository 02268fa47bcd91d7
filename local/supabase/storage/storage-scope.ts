import type { RequestScope } from "../database/database";
import type { ApiRequest } from "../gateway/gateway-context";
import { RequestError } from "../gateway/request-error";
import { requestScope } from "../rest/request-scope";
import { StorageError } from "./storage-error";

/** As whom a Storage request runs; whether it writes is for each operation to say. */
export function storageScope(request: ApiRequest): RequestScope {
  try {
    return { ...requestScope(request), readOnly: false };
  } catch (error) {
    if (error instanceof RequestError) {
      throw new StorageError(403, "InvalidJWT", "Unauthorized", error.message);
    }
    throw error;
  }
}
