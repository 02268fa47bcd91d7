import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { authenticateWebhook } from "@/lib/webhook/authenticate";
import { fixtureBytes } from "./webhook-samples";

const address = "https://bot.example/api/luminous/webhook";
const rawBody = fixtureBytes("text-envelope-meta-direct.json");
const signature = "sha256=e794fb2523c60c8ea64cc3d23e0552cfa4f8c9032bd208dcdf60510442dd9af5";

function authenticate(given: {
  query?: string;
  headers?: Record<string, string>;
  secrets?: string[];
  metaAppSecret?: string | null;
  rawBody?: Uint8Array;
}) {
  return authenticateWebhook({
    url: address + (given.query ?? ""),
    headers: new Headers(given.headers),
    rawBody: given.rawBody ?? rawBody,
    secrets: given.secrets ?? ["first-secret", "second-secret"],
    metaAppSecret: given.metaAppSecret ?? null,
  });
}

describe("authenticateWebhook", () => {
  test.each([
    ["token", { query: "?token=first-secret" }, "token"],
    ["second token during rotation", { query: "?a=b&token=second-secret#x" }, "token"],
    ["bearer", { headers: { authorization: "Bearer second-secret" } }, "bearer"],
    ["bearer in lower case", { headers: { Authorization: "bearer first-secret" } }, "bearer"],
    [
      "bearer beside a wrong token",
      { query: "?token=no", headers: { authorization: "Bearer first-secret" } },
      "bearer",
    ],
    ["token with an unescaped plus", { query: "?token=a+b/c=", secrets: ["a+b/c="] }, "token"],
    ["token escaped", { query: "?token=a%2Bb%2Fc%3D", secrets: ["a+b/c="] }, "token"],
    [
      "signature",
      {
        headers: { "x-hub-signature-256": signature },
        secrets: [],
        metaAppSecret: "test-app-secret",
      },
      "signature",
    ],
  ])("lets in by %s", (_name, given, via) => {
    expect(authenticate(given)).toEqual({ ok: true, via });
  });

  test.each([
    ["nothing", {}, "no_credentials"],
    ["an empty token", { query: "?token=" }, "wrong_credentials"],
    ["a wrong token", { query: "?token=first-secre" }, "wrong_credentials"],
    ["a longer token", { query: "?token=first-secretx" }, "wrong_credentials"],
    ["both secrets as one", { query: "?token=first-secret,second-secret" }, "wrong_credentials"],
    [
      "basic authentication",
      { headers: { authorization: "Basic first-secret" } },
      "no_credentials",
    ],
    ["a token in the path only", { query: "/token=first-secret" }, "no_credentials"],
    [
      "a signature without an app secret",
      { headers: { "x-hub-signature-256": signature } },
      "wrong_credentials",
    ],
    [
      "a signature of another secret",
      { headers: { "x-hub-signature-256": signature }, metaAppSecret: "other" },
      "wrong_credentials",
    ],
    [
      "a bare digest",
      { headers: { "x-hub-signature-256": signature.slice(7) }, metaAppSecret: "test-app-secret" },
      "wrong_credentials",
    ],
    [
      "empty secrets and an empty token",
      { secrets: ["", " "], query: "?token=" },
      "not_configured",
    ],
    ["nothing configured", { secrets: [], query: "?token=undefined" }, "not_configured"],
    [
      "an empty app secret signed with nothing",
      {
        secrets: [],
        metaAppSecret: "",
        headers: {
          "x-hub-signature-256": `sha256=${createHmac("sha256", "").update(rawBody).digest("hex")}`,
        },
      },
      "not_configured",
    ],
  ])("refuses %s", (_name, given, reason) => {
    expect(authenticate(given)).toEqual({ ok: false, reason });
  });

  test("refuses the signature when one byte of the body changed", () => {
    const changed = Uint8Array.from(rawBody);
    changed[40] = (changed[40] ?? 0) ^ 1;
    const given = {
      headers: { "x-hub-signature-256": signature },
      metaAppSecret: "test-app-secret",
    };
    expect(authenticate(given).ok).toBe(true);
    expect(authenticate({ ...given, rawBody: changed }).ok).toBe(false);
  });
});
