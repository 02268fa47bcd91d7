import type { z } from "zod";

/** What an address or a form asks a list for; what does not fit the filter is left at its default. Pure. */
export function readFilter<Filter extends z.ZodObject>(
  filter: Filter,
  given: Record<string, unknown>,
): z.output<Filter> {
  const known = Object.entries(filter.shape).flatMap(([name, schema]: [string, z.ZodType]) => {
    const value = given[name];
    if (value === null || value === undefined || value === "") return [];
    return schema.safeParse(value).success ? [[name, value] as const] : [];
  });
  return filter.parse(Object.fromEntries(known));
}
