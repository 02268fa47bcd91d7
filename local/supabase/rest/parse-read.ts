import { identifier } from "../database/quote-sql";
import { notSpoken, RequestError } from "../gateway/request-error";
import { cannotParse, columnSql, filterSql, logicSql } from "./filter-sql";
import { splitList, unquote } from "./split-list";

export type ParsedRead = {
  /** SQL of the select list. */
  columns: string;
  /** ` where …` or empty. */
  where: string;
  /** ` order by …` or empty. */
  order: string;
  limit: number | null;
  offset: number;
};

const NOT_FILTERS = new Set([
  "select",
  "order",
  "limit",
  "offset",
  "columns",
  "on_conflict",
  "apikey",
]);

/**
 * Reads select, filters, order, limit and offset. `source` is the quoted relation that columns belong
 * to; `ignored` are parameters that mean something else (arguments of a function called by GET).
 */
export function parseRead(
  query: URLSearchParams,
  source: string,
  ignored?: Set<string>,
): ParsedRead {
  const conditions: string[] = [];
  for (const [name, value] of query) {
    if (NOT_FILTERS.has(name) || ignored?.has(name)) continue;
    conditions.push(conditionOf(name, value, source));
  }
  return {
    columns: selectSql(query.get("select"), source),
    where: conditions.length > 0 ? ` where ${conditions.join(" and ")}` : "",
    order: orderSql(query.get("order"), source),
    limit: wholeNumber(query, "limit"),
    offset: wholeNumber(query, "offset") ?? 0,
  };
}

function conditionOf(name: string, value: string, source: string): string {
  if (name === "and" || name === "or") return logicSql(name, value, source);
  if (name === "not.and") return `not ${logicSql("and", value, source)}`;
  if (name === "not.or") return `not ${logicSql("or", value, source)}`;
  if (
    /\.(order|limit|offset|select|or|and)$/.test(name) ||
    (name.includes(".") && !name.startsWith('"'))
  ) {
    throw notSpoken(`The parameter «${name}» on an embedded resource`, "Join in an rpc.");
  }
  return filterSql(name, value, source);
}

/** The select list as SQL; embeds, aggregates, casts and JSON paths are refused. */
export function selectSql(select: string | null, source: string): string {
  if (select === null || select === "" || select === "*") return `${source}.*`;
  return splitList(select)
    .map((item) => {
      if (item === "*") return `${source}.*`;
      if (!item.startsWith('"') && /[(]|\.\.\./.test(item)) {
        throw notSpoken(
          `The embedded resource or aggregate «${item}»`,
          "Join or aggregate in an rpc.",
        );
      }
      const alias = /^("(?:[^"\\]|\\.)*"|[^":]+):(?!:)([\s\S]+)$/.exec(item);
      const column = columnSql(alias?.[2] ?? item, source);
      return alias?.[1] ? `${column} as ${identifier(unquote(alias[1]))}` : column;
    })
    .join(", ");
}

function orderSql(order: string | null, source: string): string {
  if (!order) return "";
  const terms = splitList(order).map((term) => {
    const match = /^("(?:[^"\\]|\\.)*"|[^.]+?)(?:\.(asc|desc))?(?:\.(nullsfirst|nullslast))?$/.exec(
      term,
    );
    if (!match?.[1]) throw cannotParse("order", order);
    if (match[1].includes("(")) {
      throw notSpoken(`The order by an embedded resource «${term}»`, "Order in an rpc.");
    }
    const nulls =
      match[3] === "nullsfirst" ? " nulls first" : match[3] === "nullslast" ? " nulls last" : "";
    return `${columnSql(match[1], source)} ${match[2] ?? "asc"}${nulls}`;
  });
  return ` order by ${terms.join(", ")}`;
}

function wholeNumber(query: URLSearchParams, name: "limit" | "offset"): number | null {
  const text = query.get(name);
  if (text === null) return null;
  if (/^-\d+$/.test(text) && name === "limit") {
    throw new RequestError(416, "PGRST103", "Requested range not satisfiable", {
      details: "Limit should be greater than or equal to zero.",
    });
  }
  if (!/^\d{1,15}$/.test(text)) throw cannotParse(name, text);
  return Number(text);
}
