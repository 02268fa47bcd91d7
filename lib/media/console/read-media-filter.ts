import { type MediaFilter, mediaFilter } from "@/lib/media/console/console-schemas";

/** The files that an address asks for; what it does not understand is left out. Pure. */
export function readMediaFilter(given: Record<string, unknown>): MediaFilter {
  const known = Object.entries(mediaFilter.shape).flatMap(([name, schema]) => {
    const value = given[name];
    if (value === null || value === undefined || value === "") return [];
    return schema.safeParse(value).success ? [[name, value] as const] : [];
  });
  return mediaFilter.parse(Object.fromEntries(known));
}
