import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { checkClientFiles } from "../../../scripts/build/check-client-files.mjs";
import { findSecrets } from "../../../scripts/build/find-secrets.mjs";

const claims = (role: string) => Buffer.from(JSON.stringify({ role })).toString("base64url");
const secrets = {
  names: ["SUPABASE_SERVICE_ROLE_KEY", "WHATSAPP_ACCESS_TOKEN"],
  values: { OPS_TOKEN: "planted-ops-token" },
};

describe("findSecrets", () => {
  it.each([
    ["a value that the build could see", 'let a="planted-ops-token"', "the value of OPS_TOKEN"],
    ["a Supabase secret key", `x="sb_secret_${"a".repeat(22)}"`, "a Supabase secret key"],
    [
      "a service key of the old kind",
      `x="eyJhbGciOiJIUzI1NiJ9.${claims("service_role")}.sig"`,
      "a Supabase service key",
    ],
    ["an OpenAI key", `x="sk-proj-${"a".repeat(30)}"`, "an OpenAI key"],
    [
      "a variable that is read",
      "process.env.SUPABASE_SERVICE_ROLE_KEY",
      "code that uses SUPABASE_SERVICE_ROLE_KEY",
    ],
    [
      "the schema of the configuration",
      "{PORT:a(),WHATSAPP_ACCESS_TOKEN:b()}",
      "code that uses WHATSAPP_ACCESS_TOKEN",
    ],
  ])("finds %s", (_what, text, expected) => {
    const found = findSecrets(text, secrets);
    expect(found).toEqual([expected]);
    expect(found.join()).not.toContain("planted-ops-token");
  });

  it.each([
    ["a name within a sentence", 'm="Meta refused the token (WHATSAPP_ACCESS_TOKEN). Replace it."'],
    ["a key that is public", `x="eyJhbGciOiJIUzI1NiJ9.${claims("anon")}.sig"`],
    ["a longer name", "HEAD_WHATSAPP_ACCESS_TOKENS"],
  ])("lets %s pass", (_what, text) => {
    expect(findSecrets(text, secrets)).toEqual([]);
  });
});

describe("the build's check of what browsers load", () => {
  const root = mkdtempSync(join(tmpdir(), "client-files-"));
  const folder = join(root, "static");
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true });
  });

  it("names file and variable, and never the value", () => {
    mkdirSync(join(folder, "chunks"), { recursive: true });
    writeFileSync(join(root, ".env.sample"), "OPS_TOKEN=\nPORT=3000\n");
    writeFileSync(join(root, ".env"), "SERVICE_SECRET=planted-in-a-file\n");
    const chunk = join(folder, "chunks/a.js");
    writeFileSync(chunk, "let port=3000");
    vi.stubEnv("OPS_TOKEN", "planted-in-the-environment");
    expect(() => checkClientFiles(root, folder)).not.toThrow();

    writeFileSync(chunk, 'let a="planted-in-the-environment",b="planted-in-a-file"');
    const check = () => checkClientFiles(root, folder);
    expect(check).toThrow(/static\/chunks\/a\.js: the value of SERVICE_SECRET/);
    expect(check).toThrow(/static\/chunks\/a\.js: the value of OPS_TOKEN/);
    expect(check).not.toThrow(/planted/);
  });
});
