// `node scripts/check-dependencies.mjs`: asks the npm registry for known holes in what reaches production. Needs the
// lock file alone. Exit code 1 for a hole of high severity and when the registry could not be asked;
// `--if-possible` forgives the latter, for machines whose registry is a mirror.
import { spawnSync } from "node:child_process";
import { readAudit } from "./audit/read-audit.mjs";
import { npmCommand } from "./setup/npm-command.mjs";
import { rootFolder } from "./setup/root-folder.mjs";
import { runMain, Sentence, say } from "./setup/say.mjs";

await runMain(async () => {
  const { command, args } = npmCommand(["audit", "--omit=dev", "--json"]);
  const asked = spawnSync(command, args, {
    cwd: rootFolder,
    encoding: "utf8",
    timeout: 120_000,
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === "win32",
  });
  const { verdict, sentence } = readAudit(
    asked.stdout ?? "",
    `${asked.stderr ?? ""} ${asked.error?.message ?? ""}`,
  );
  if (verdict === "vulnerable") throw new Sentence(sentence);
  if (verdict === "not asked" && !process.argv.includes("--if-possible"))
    throw new Sentence(`${sentence} Ask again where the registry answers.`);
  say(sentence);
  return 0;
});
