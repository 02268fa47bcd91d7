import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type PartCommand, startPart } from "../part-process";
import { createParts } from "../parts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parcelo-part-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function command(script: string, changes: Partial<PartCommand> = {}): PartCommand {
  const file = join(folder, "part.mjs");
  writeFileSync(file, script);
  return {
    args: [file],
    env: { PATH: process.env.PATH },
    cwd: folder,
    logFile: join(folder, "part.log"),
    printsReadyLine: true,
    graceMs: 1_000,
    ...changes,
  };
}
const serving = `console.log("booting"); console.log("{broken"); console.log('{"event":"replaying"}'); console.log('{"ready":true,"key":"canary"}'); setInterval(() => {}, 1000);`;
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe("startPart", () => {
  it("gives the ready line and keeps the output in the log", async () => {
    const part = startPart("part", command(serving));
    expect(await part.ready).toEqual({ ready: true, key: "canary" });
    await part.stop();
    expect(await part.ended).toEqual({ code: null, signal: "SIGTERM" });
    const written = readFileSync(join(folder, "part.log"), "utf8");
    expect(written).toContain("booting");
    expect(written).toContain("replaying");
    expect(written).not.toContain("canary");
  });

  it("tells how a part ended that never got ready, with the end of its log", async () => {
    const part = startPart("part", command(`console.error("no such table"); process.exit(3);`));
    await expect(part.ready).rejects.toThrow(/part ended \(exit code 3\)[\s\S]*no such table/);
  });

  it("kills a part that does not stop in time", async () => {
    const part = startPart(
      "part",
      command(`process.on("SIGTERM", () => {}); ${serving}`, { graceMs: 100 }),
    );
    await part.ready;
    await part.stop();
    expect(await part.ended).toEqual({ code: null, signal: "SIGKILL" });
  });

  it("leaves no part behind when the process that started it is killed", async () => {
    const parent = spawn(process.execPath, [
      "--import",
      `file://${createRequire(import.meta.url).resolve("tsx")}`,
      "--input-type=module",
      "-e",
      `import { startPart } from ${JSON.stringify(new URL("../part-process.ts", import.meta.url).href)};
       const part = startPart("part", ${JSON.stringify(command(serving))});
       await part.ready;
       console.log(part.pid);`,
    ]);
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.once("data", (chunk) => resolve(Number(chunk)));
    });
    expect(isAlive(pid)).toBe(true);
    parent.kill("SIGKILL");
    await expect.poll(() => isAlive(pid), { timeout: 30_000 }).toBe(false);
  });
});

describe("createParts", () => {
  it("reports an end that nobody asked for, and no other", async () => {
    const reported: string[] = [];
    const parts = createParts((name) => reported.push(name));
    await parts.start("app", command(serving)).ready;
    await parts.kill("app", "SIGKILL");
    await parts.restart("app").ready;
    expect(reported).toEqual([]);
    process.kill(parts.pid("app") ?? 0, "SIGKILL");
    await expect.poll(() => reported, { timeout: 30_000 }).toEqual(["app"]);
    await parts.stop();
  });
});
