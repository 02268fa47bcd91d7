import type { PGlite, Results, Transaction } from "@electric-sql/pglite";
import { literal } from "./quote-sql";

export type Log = (event: string, fields: Record<string, string | number | boolean | null>) => void;

/** On whose behalf and from which request a statement runs. `claims` is the JWT's payload as JSON text. */
export type RequestScope = {
  role: string;
  claims: string;
  method: string;
  path: string;
  headers: string;
  readOnly: boolean;
};

export type TextRow = (string | null)[];

/** PGlite cannot enforce statement_timeout; hosted ends a statement after this time. */
const HOSTED_STATEMENT_TIMEOUT_MS = 8_000;

/** The one Postgres session, shared by all requests; PGlite runs them one after another. */
export class Database {
  readonly postgres: PGlite;
  readonly #log: Log;
  #queue: Promise<void> = Promise.resolve();
  lastUsedAt = Date.now();

  constructor(postgres: PGlite, log: Log) {
    this.postgres = postgres;
    this.#log = log;
  }

  /** Superuser, outside any request: for the gateway's own tables, seeding and tests. */
  async query<Row = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<Row[]> {
    this.lastUsedAt = Date.now();
    if (params) return (await this.postgres.query<Row>(sql, params)).rows;
    const results = await this.postgres.exec(sql);
    return (results.at(-1)?.rows ?? []) as Row[];
  }

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    this.lastUsedAt = Date.now();
    return this.postgres.transaction(work);
  }

  /**
   * Runs one statement as the caller, in one message: Postgres treats it as one transaction, so the
   * role and settings made with is_local end with it, whether it succeeds or fails.
   */
  async runAs(scope: RequestScope, sql: string): Promise<TextRow[]> {
    this.lastUsedAt = Date.now();
    return this.#timed(scope, async () =>
      lastRows(await this.postgres.exec(`${preamble(scope)}${sql}`, { rowMode: "array" })),
    );
  }

  /** As `runAs`, but undoes the statement when `accept` throws over its rows. */
  async runAsChecked(
    scope: RequestScope,
    sql: string,
    accept: (rows: TextRow[]) => void,
  ): Promise<TextRow[]> {
    this.lastUsedAt = Date.now();
    return this.#timed(scope, () =>
      this.postgres.transaction(async (transaction) => {
        const rows = lastRows(
          await transaction.exec(`${preamble(scope)}${sql}`, { rowMode: "array" }),
        );
        accept(rows);
        return rows;
      }),
    );
  }

  /** Queues here rather than in PGlite, so that the time measured is the statement's own. */
  async #timed<T>(scope: RequestScope, work: () => Promise<T>): Promise<T> {
    const turn = this.#queue;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#queue = promise;
    await turn;
    const startedAt = performance.now();
    try {
      return await work();
    } catch (error) {
      // Postgres itself broke (a trap, not an SQL error): nothing it says afterwards can be trusted.
      if (error instanceof WebAssembly.RuntimeError)
        this.#log("supabase.database_dead", { path: scope.path });
      throw error;
    } finally {
      resolve();
      const milliseconds = Math.round(performance.now() - startedAt);
      if (milliseconds > HOSTED_STATEMENT_TIMEOUT_MS) {
        this.#log("supabase.statement_over_hosted_timeout", { path: scope.path, milliseconds });
      }
    }
  }
}

function preamble(scope: RequestScope): string {
  const readOnly = scope.readOnly ? ",set_config('transaction_read_only','on',true)" : "";
  return (
    `select set_config('search_path','public, extensions',true),set_config('role',${literal(scope.role)},true),` +
    `set_config('request.jwt.claims',${literal(scope.claims)},true),set_config('request.method',${literal(scope.method)},true),` +
    `set_config('request.path',${literal(scope.path)},true),set_config('request.headers',${literal(scope.headers)},true)${readOnly};`
  );
}

function lastRows(results: Results[]): TextRow[] {
  return (results.at(-1)?.rows ?? []).map((row) => Object.values(row));
}
