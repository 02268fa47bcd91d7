import type { NextConfig } from "next";

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
  agentRules: false,
  experimental: { agentUpgrade: false, turbopackRustReactCompiler: true },
};

export default config;
