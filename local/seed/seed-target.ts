/** Where rows go: a Postgres over the wire or the embedded one of the data folder. */
export type SeedTarget = {
  /** One statement with parameters. */
  query: (sql: string, params?: unknown[]) => Promise<Record<string, unknown>[]>;
  close: () => Promise<void>;
};
