import { identifier, literal } from "../database/quote-sql";
import { notSpoken, RequestError } from "../gateway/request-error";
import { splitList, unquote } from "./split-list";

const COMPARISONS: Record<string, string> = {
  eq: "=",
  neq: "<>",
  gt: ">",
  gte: ">=",
  lt: "<",
  lte: "<=",
  like: "like",
  ilike: "ilike",
};
const IS_VALUES = new Set(["null", "not_null", "true", "false", "unknown"]);
const UNSPOKEN = new Set(
  "match imatch isdistinct fts plfts phfts wfts cs cd ov sl sr nxr nxl adj".split(" "),
);
const SPOKEN_HINT = `Filters it speaks: ${Object.keys(COMPARISONS).join(", ")}, in, is, not, and, or. Use an rpc for more.`;

/** `column` qualified by `source`, an already quoted relation; JSON paths and casts are refused. */
export function columnSql(column: string, source: string): string {
  const name = unquote(column);
  if (name === column && (column.includes("->") || column.includes("::"))) {
    throw notSpoken(`The column expression «${column}»`, "Name a plain column, or use an rpc.");
  }
  return `${source}.${identifier(name)}`;
}

/** One `column=operator.value` filter as SQL. */
export function filterSql(column: string, filter: string, source: string): string {
  const negated = filter.startsWith("not.");
  const text = negated ? filter.slice(4) : filter;
  const match = /^([a-z]+)(\([^)]*\))?\.([\s\S]*)$/.exec(text);
  const operator = match?.[1] ?? "";
  const value = match?.[3] ?? "";
  if (match?.[2] || UNSPOKEN.has(operator)) {
    throw notSpoken(`The filter operator «${operator}${match?.[2] ?? ""}»`, SPOKEN_HINT);
  }
  const condition = conditionSql(columnSql(column, source), operator, value, filter);
  return negated ? `not (${condition})` : condition;
}

function conditionSql(column: string, operator: string, value: string, filter: string): string {
  if (operator === "is") {
    const word = value.toLowerCase();
    if (!IS_VALUES.has(word)) throw cannotParse("filter", filter);
    return `${column} is ${word === "not_null" ? "not null" : word}`;
  }
  if (operator === "in") {
    if (!value.startsWith("(") || !value.endsWith(")")) throw cannotParse("filter", filter);
    const list = value.slice(1, -1);
    if (list === "") return "false";
    return `${column} in (${splitList(list)
      .map((item) => literal(unquote(item)))
      .join(",")})`;
  }
  const comparison = COMPARISONS[operator];
  if (!comparison) throw cannotParse("filter", filter);
  const operand = operator.endsWith("like") ? value.replaceAll("*", "%") : value;
  return `${column} ${comparison} ${literal(operand)}`;
}

/** `or=(a.eq.1,and(b.is.null,not.c.gt.2))` as SQL. */
export function logicSql(kind: "and" | "or", tree: string, source: string): string {
  if (!tree.startsWith("(") || !tree.endsWith(")")) throw cannotParse("logic tree", tree);
  const terms = splitList(tree.slice(1, -1)).map((term) => {
    const nested = /^(not\.)?(and|or)(\([\s\S]*\))$/.exec(term);
    if (nested?.[3]) {
      const inner = logicSql(nested[2] === "and" ? "and" : "or", nested[3], source);
      return nested[1] ? `not ${inner}` : inner;
    }
    const split = /^("(?:[^"\\]|\\.)*"|[^.]*)\.([\s\S]+)$/.exec(term);
    if (!split?.[1] || !split[2]) throw cannotParse("logic tree", tree);
    return filterSql(split[1], unquoteValue(split[2]), source);
  });
  return `(${terms.join(` ${kind} `)})`;
}

/** Inside a logic tree a value with commas or dots comes quoted: `eq."a,b"`. */
function unquoteValue(filter: string): string {
  const match = /^((?:not\.)?[a-z]+\.)("[\s\S]*")$/.exec(filter);
  return match?.[1] && match[2] ? match[1] + unquote(match[2]) : filter;
}

export function cannotParse(what: string, text: string): RequestError {
  return new RequestError(
    400,
    "PGRST100",
    `"failed to parse ${what} (${text})" (line 1, column 1)`,
  );
}
