import { renameSync, writeFileSync } from "node:fs";
import type { Variables } from "./resolve-env";

/** One variable in dotenv form, quoted only where plain text would be read otherwise. */
function line(name: string, value: string): string {
  if (/^[\w./:,@+-]*$/.test(value)) return `${name}=${value}`;
  if (!value.includes("'")) return `${name}='${value}'`;
  if (!value.includes('"') && !value.includes("\\")) return `${name}="${value}"`;
  return `${name}=\`${value}\``;
}

/** Writes variables as a dotenv file that only the user may read; a reader never sees half of it. */
export function writeDotenv(file: string, variables: Variables): void {
  const text = Object.entries(variables)
    .map(([name, value]) => line(name, value))
    .join("\n");
  writeFileSync(`${file}.new`, `${text}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
