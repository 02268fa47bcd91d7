import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pagePolicy, toastStyles } from "@/lib/http/content-policy";

const options = {
  nonce: "abc",
  storageUrl: "https://project.supabase.co/",
  appUrl: "https://wa.parcelo.example",
  allowsEval: false,
};
const directives = (policy: string) =>
  new Map(
    policy.split("; ").map((each): [string, string[]] => {
      const [name = "", ...sources] = each.split(" ");
      return [name, sources];
    }),
  );

describe("pagePolicy", () => {
  it("runs scripts with the answer's nonce and what these load, and nothing else", () => {
    const policy = directives(pagePolicy(options));
    expect(policy.get("script-src")).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"]);
    expect(policy.get("script-src-attr")).toEqual(["'none'"]);
    expect(policy.get("style-src")).not.toContain("'unsafe-inline'");
    for (const name of ["base-uri", "object-src", "frame-ancestors"])
      expect(policy.get(name), name).toEqual(["'none'"]);
    expect(policy.get("connect-src")).toEqual(["'self'"]);
  });

  it("takes customers' files from storage alone, and moves to https where the service has it", () => {
    const policy = directives(pagePolicy(options));
    expect(policy.get("img-src")).toContain("https://project.supabase.co");
    expect(policy.get("media-src")).toContain("https://project.supabase.co");
    expect(policy.has("upgrade-insecure-requests")).toBe(true);
    const local = pagePolicy({ ...options, appUrl: "http://127.0.0.1:3000", allowsEval: true });
    expect(local).not.toContain("upgrade-insecure-requests");
    expect(directives(local).get("script-src")).toContain("'unsafe-eval'");
  });
});

it("the style sheet of the toasts is the one that the policy allows", () => {
  const source = readFileSync("node_modules/sonner/dist/index.mjs", "utf8");
  const text = /^__insertCSS\((".*")\);?$/m.exec(source)?.[1];
  const css: unknown = JSON.parse(text ?? '""');
  const hashed = ["", String(css)].map(
    (style) => `'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  );
  expect(toastStyles).toEqual(hashed);
});
