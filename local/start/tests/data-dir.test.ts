import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv as parseDotenv } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDataDir } from "../data-dir";
import { writeDotenv } from "../dotenv";
import { readLocalSecrets } from "../local-secrets";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parcelo-data-dir-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("openDataDir", () => {
  it("keeps what an earlier run left, and empties it when asked to", async () => {
    const data = join(folder, "deep/data");
    await (await openDataDir(data, false))();
    writeFileSync(join(data, "kept"), "1");
    await (await openDataDir(data, false))();
    expect(existsSync(join(data, "kept"))).toBe(true);
    await (await openDataDir(data, true))();
    expect(existsSync(join(data, "kept"))).toBe(false);
    expect(existsSync(join(data, "logs"))).toBe(true);
  });

  it.each([true, false])(
    "leaves a folder alone that it did not make (reset: %s)",
    async (reset) => {
      writeFileSync(join(folder, "thesis.docx"), "years of work");
      await expect(openDataDir(folder, reset)).rejects.toThrow(/not ours, so it is left alone/);
      expect(readdirSync(folder)).toEqual(["thesis.docx"]);
    },
  );

  it("refuses a folder that another run uses, and empties nothing in it", async () => {
    const unlock = await openDataDir(folder, false);
    writeFileSync(join(folder, "kept"), "1");
    await expect(openDataDir(folder, true)).rejects.toThrow(/in use/);
    expect(existsSync(join(folder, "kept"))).toBe(true);
    await unlock();
    await (await openDataDir(folder, false))();
  });
});

describe("readLocalSecrets", () => {
  it("makes secrets once, each different, readable by the user only", () => {
    const first = readLocalSecrets(folder);
    expect(readLocalSecrets(folder)).toEqual(first);
    expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length);
    expect(statSync(join(folder, "secrets.json")).mode & 0o077).toBe(0);
  });
});

describe("writeDotenv", () => {
  it("writes values that are read back as they were", () => {
    const variables = {
      PLAIN: "http://127.0.0.1:3000",
      JSON: '{"gpt-6-luna":{"input":0.1}}',
      HASH: "a # b",
      QUOTE: "it's",
      SPACES: " kept ",
      EMPTY: "",
    };
    writeDotenv(join(folder, "env"), variables);
    expect(parseDotenv(readFileSync(join(folder, "env"), "utf8"))).toEqual(variables);
    expect(statSync(join(folder, "env")).mode & 0o077).toBe(0);
  });
});
