import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const serverOnly = fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url));
const shared = {
  resolve: { tsconfigPaths: true, alias: { "server-only": serverOnly } },
};

/**
 * unit: pure logic, no processes. local: the embedded stack's own tests.
 * database: SQL rules and races on a real multi-connection Postgres. integration: flows over HTTP.
 * The last two start servers, so their files run one after another on a small machine.
 */
export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        // A test waits for a result, never for the machine: what promises a speed measures its shortest run.
        test: { name: "unit", include: ["tests/unit/**/*.test.ts"], testTimeout: 30_000 },
      },
      {
        ...shared,
        test: {
          name: "local",
          include: ["local/**/*.test.ts"],
          retry: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          name: "database",
          include: ["tests/database/**/*.test.ts"],
          globalSetup: ["tests/database/postgres-cluster.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          fileParallelism: false,
          // Several processes on two cores: a starved one is given two more chances, a wrong one fails three times.
          retry: 2,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
