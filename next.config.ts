import type { NextConfig } from "next";

/** What every answer says to browsers. Sources of scripts are not limited yet: Next writes some inline. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  {
    key: "Content-Security-Policy",
    value: "frame-ancestors 'none'; base-uri 'self'; object-src 'none'; form-action 'self'",
  },
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
  // The embedded stack, the tests and the docs are no part of the server's output.
  outputFileTracingExcludes: {
    "*": ["./local/**", "./tests/**", "./docs/**", "./.local/**", "./scripts/**"],
  },
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
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
