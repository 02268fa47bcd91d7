import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockDataDir } from "../supabase/database/lock-data-dir";
import { Sentence } from "./sentence";

const marker = "made-by-npm-run-local";

/**
 * Creates the data directory or takes the one of an earlier run, for this process alone; `reset` empties
 * it. Only a folder that we made, which carries our marker file, is ever emptied or written to.
 * @returns what gives the folder free
 */
export async function openDataDir(folder: string, reset: boolean): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, marker))) {
    if (readdirSync(folder).length > 0)
      throw new Sentence(
        `${folder} holds files that are not ours, so it is left alone. Set LOCAL_DATA_DIR to a new or empty folder.`,
      );
    writeFileSync(
      join(folder, marker),
      "Data of `npm run local`. `npm run local -- --reset` empties this folder.\n",
    );
  }
  const unlock = await lockDataDir(folder).catch((error: Error) => {
    throw new Sentence(error.message, { cause: error });
  });
  // The variables of the last run: this file's presence means that the stack is ready.
  rmSync(join(folder, "env"), { force: true });
  if (reset)
    for (const name of readdirSync(folder))
      if (name !== marker && name !== "lock") rmSync(join(folder, name), { recursive: true });
  // One earlier run's logs are kept, for looking up why it ended.
  const logs = join(folder, "logs");
  rmSync(`${logs}.previous`, { recursive: true, force: true });
  if (existsSync(logs)) renameSync(logs, `${logs}.previous`);
  mkdirSync(logs);
  return unlock;
}
