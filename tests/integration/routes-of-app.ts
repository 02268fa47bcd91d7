import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const app = join(import.meta.dirname, "../../app");
const methods = /export (?:async )?(?:const|function) (?:\{([^}]*)\}|(\w+))/g;

/** Addresses of pages, without groups, and of handlers with their methods, as the file tree has them. */
export function routesOfApp() {
  const files = readdirSync(app, { recursive: true, encoding: "utf8" });
  const address = (file: string) =>
    `/${file.replace(/(^|\/)(page\.tsx|route\.ts)$/, "").replaceAll(/\([^)]*\)\/?/g, "")}`;
  return {
    pages: files
      .filter((file) => /(^|\/)page\.tsx$/.test(file))
      .map((file) => ({
        address: address(file),
        inConsole: file.startsWith("(console)/"),
      })),
    handlers: files
      .filter((file) => /(^|\/)route\.ts$/.test(file))
      .flatMap((file) =>
        [...readFileSync(join(app, file), "utf8").matchAll(methods)]
          .flatMap(([, several, one]) => (several ?? one ?? "").split(","))
          .map((name) => name.trim())
          .filter((name) => /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(name))
          .map((method) => ({ method, address: address(file) })),
      ),
  };
}
