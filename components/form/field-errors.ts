import { formCopy } from "@/components/copy/form";

/** Sentences for the first thing wrong with each field, from pairs of path and code. Pure. */
export function fieldErrors(
  problems: Iterable<readonly [path: string, code: string]>,
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [path, code] of problems) {
    errors[path] ??= formCopy.errors[code] ?? formCopy.wrong;
  }
  return errors;
}
