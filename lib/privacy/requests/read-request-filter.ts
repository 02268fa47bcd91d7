import { type RequestFilter, requestFilter } from "@/lib/privacy/requests/request-schemas";

/** The queue that an address asks for; what it does not understand is left at its default. Pure. */
export function readRequestFilter(given: Record<string, unknown>): RequestFilter {
  const known = Object.entries(requestFilter.shape).flatMap(([name, schema]) => {
    const value = given[name];
    if (value === null || value === undefined || value === "") return [];
    return schema.safeParse(value).success ? [[name, value] as const] : [];
  });
  return requestFilter.parse(Object.fromEntries(known));
}
