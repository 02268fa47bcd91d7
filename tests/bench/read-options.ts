import { parseArgs } from "node:util";

export type BenchOptions = {
  /** Empty: all. */
  only: string[];
  skip: string[];
  /** Smaller databases for `console-lists` and `recall`: a few minutes instead of twenty. */
  small: boolean;
  jsonFile: string | undefined;
  plansFile: string | undefined;
  list: boolean;
};

/** What stands behind `npm run bench --`. @throws Error naming an option or group that does not exist */
export function readOptions(args: string[], groups: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      skip: { type: "string", default: "" },
      small: { type: "boolean", default: false },
      json: { type: "string" },
      plans: { type: "string" },
      list: { type: "boolean", default: false },
    },
  });
  const skip = values.skip.split(",").filter((name) => name !== "");
  const unknown = [...positionals, ...skip].find((name) => !groups.includes(name));
  if (unknown)
    throw new Error(`There is no group "${unknown}". The groups are: ${groups.join(", ")}.`);
  return {
    only: positionals,
    skip,
    small: values.small,
    jsonFile: values.json,
    plansFile: values.plans,
    list: values.list,
  };
}
