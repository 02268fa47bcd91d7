import { type ParseResult, parse } from "@marcbachmann/cel-js";

/** Variables of an expression: `event`, and `async` when a second event is matched against the first. */
export type Variables = Record<string, unknown>;

const COMPILED_LIMIT = 1_000;
const compiled = new Map<string, ParseResult>();

/** Parses CEL once and remembers it. Throws the parser's first line on a syntax error. */
export function compileExpression(expression: string): ParseResult {
  const known = compiled.get(expression);
  if (known) return known;
  const program = parse(expression);
  if (compiled.size >= COMPILED_LIMIT) compiled.clear();
  compiled.set(expression, program);
  return program;
}

/** The value of an expression; undefined when it refers to something the event does not have. */
export function evaluate(expression: string, variables: Variables): unknown {
  try {
    return compileExpression(expression)(variables);
  } catch {
    // CEL makes a missing field an error; Inngest treats it as "no value", so this is an answer.
    return undefined;
  }
}

/** A condition: no expression is true; an error or a missing field is false. */
export function matches(expression: string | undefined, variables: Variables): boolean {
  return !expression || evaluate(expression, variables) === true;
}

/** A grouping key. Missing data groups under `<nil>`, as on the real server. */
export function groupKey(expression: string | undefined, variables: Variables): string {
  if (!expression) return "";
  const value = evaluate(expression, variables);
  if (value === undefined || value === null) return "<nil>";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
