import { notSpoken, RequestError } from "../gateway/request-error";
import type { Catalogue, FunctionSignature } from "./catalogue";

/** The function of this name that takes exactly these named arguments, the optional ones left out. */
export function resolveFunction(
  catalogue: Catalogue,
  name: string,
  given: string[],
): FunctionSignature {
  const candidates = catalogue.functions.get(name) ?? [];
  const fitting = candidates.filter((candidate) => fits(candidate, given));
  const [found] = fitting;
  if (fitting.length > 1) {
    throw new RequestError(
      300,
      "PGRST203",
      `Could not choose the best candidate function between: ${fitting.map(describe).join(", ")}`,
      {
        hint: "Try renaming the parameters or the function itself in the database so function overloading can be resolved",
      },
    );
  }
  if (found) {
    if (found.arguments.some((argument) => argument.variadic)) {
      throw notSpoken(`The variadic function «${name}»`, "Take an array instead.");
    }
    return found;
  }
  if (
    candidates.some(
      (candidate) => candidate.arguments.length === 1 && candidate.arguments[0]?.name === "",
    )
  ) {
    throw notSpoken(`The unnamed argument of «${name}»`, "Name the argument.");
  }
  const signature = `public.${name}${given.length > 0 ? `(${[...given].sort().join(", ")})` : ""}`;
  const described =
    given.length === 0
      ? "without parameters"
      : `with parameter${given.length > 1 ? "s" : ""} ${[...given].sort().join(", ")}`;
  const near = candidates[0];
  throw new RequestError(
    404,
    "PGRST202",
    `Could not find the function ${signature}${given.length === 0 ? " without parameters" : ""} in the schema cache`,
    {
      details: `Searched for the function public.${name} ${described}, but no matches were found in the schema cache.`,
      hint: near ? `Perhaps you meant to call the function ${describe(near)}` : null,
    },
  );
}

function fits(candidate: FunctionSignature, given: string[]): boolean {
  const names = new Set(candidate.arguments.map((argument) => argument.name));
  return (
    given.every((name) => names.has(name)) &&
    candidate.arguments.every((argument) => !argument.required || given.includes(argument.name))
  );
}

function describe({ name, arguments: args }: FunctionSignature): string {
  return `public.${name}(${args.map((argument) => argument.name).join(", ")})`;
}
