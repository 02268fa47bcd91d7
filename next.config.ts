import type { NextConfig } from "next";
import { closedPolicy } from "./lib/http/content-policy";

/** What every answer says to browsers. proxy.ts gives pages a policy of their own, with a nonce. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Content-Security-Policy", value: closedPolicy },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=()" },
];

const config: NextConfig = {
  output: "standalone",
  typedRoutes: true,
  reactCompiler: true,
  poweredByHeader: false,
  // tiktoken loads its WebAssembly from disk; bundled, the build misses tiktoken_bg.wasm.
  serverExternalPackages: ["tiktoken", "pino"],
  // No picture of ours is optimised: without it nothing is cached on disk, and sharp stays out of the image.
  images: { unoptimized: true },
  // The embedded stack, the tests and the docs are no part of the server's output.
  outputFileTracingExcludes: {
    "*": [
      ...["./local/**", "./tests/**", "./docs/**", "./.local/**", "./scripts/**"],
      ...["./node_modules/sharp/**", "./node_modules/@img/**"],
    ],
  },
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    {
      // Answers of the console are data and files of customers: opened by themselves, nothing in them runs.
      source: "/api/console/:path*",
      headers: [{ key: "Content-Security-Policy", value: `sandbox; ${closedPolicy}` }],
    },
    {
      // Leads to a signed address, which must not learn where it was opened.
      source: "/api/console/media/:id/file",
      headers: [{ key: "Referrer-Policy", value: "no-referrer" }],
    },
  ],
  agentRules: false,
  experimental: { agentUpgrade: false, turbopackRustReactCompiler: true },
};

export default config;
