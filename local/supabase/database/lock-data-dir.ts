import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

const lockContent = z.object({ id: z.string(), pid: z.number().int(), startedAt: z.string() });
type LockContent = z.infer<typeof lockContent>;

/**
 * Takes `dataDir` for this process alone and returns what gives it back. PGlite itself opens one
 * directory twice without a word and then destroys it. The lock of a process that was killed is taken
 * over: its pid is gone, or belongs to a process that started at another time.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true });
  const lockFile = path.join(dataDir, "lock");
  const mine: LockContent = {
    id: randomUUID(),
    pid: process.pid,
    startedAt: processStart(process.pid) ?? "unknown",
  };
  const candidate = path.join(dataDir, `lock.${mine.id}`);
  await writeFile(candidate, JSON.stringify(mine));
  try {
    await takeLock(lockFile, candidate, dataDir);
  } finally {
    await rm(candidate, { force: true });
  }
  // Two openers may have met over one stale lock: whoever does not find itself in the file has lost.
  await sleep(20);
  const holder = await readLock(lockFile);
  if (holder?.id !== mine.id) throw inUse(dataDir, holder?.pid ?? null);

  return async () => {
    const current = await readLock(lockFile);
    if (current?.id === mine.id) await rm(lockFile, { force: true });
  };
}

async function takeLock(lockFile: string, candidate: string, dataDir: string): Promise<void> {
  for (let round = 0; round < 10; round++) {
    try {
      await link(candidate, lockFile);
      return;
    } catch (error) {
      if (!isErrno(error, "EEXIST")) throw error;
    }
    const holder = await readLock(lockFile);
    if (holder === null) continue;
    if (isAlive(holder)) throw inUse(dataDir, holder.pid);

    // Moved aside rather than removed: if another opener replaced it meanwhile, it is put back.
    const aside = `${lockFile}.stale.${randomUUID()}`;
    try {
      await rename(lockFile, aside);
    } catch (error) {
      if (isErrno(error, "ENOENT")) continue;
      throw error;
    }
    const moved = await readLock(aside);
    if (moved !== null && moved.id !== holder.id) {
      await link(aside, lockFile).catch((error: unknown) => {
        if (!isErrno(error, "EEXIST")) throw error;
      });
    }
    await rm(aside, { force: true });
  }
  throw inUse(dataDir, null);
}

async function readLock(file: string): Promise<LockContent | null> {
  try {
    return lockContent.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    if (isErrno(error, "ENOENT")) return null;
    throw new Error(
      `${file} is not a lock of the embedded Supabase; remove it if nothing uses the folder.`,
      {
        cause: error,
      },
    );
  }
}

function isAlive(holder: LockContent): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (isErrno(error, "ESRCH")) return false;
    if (!isErrno(error, "EPERM")) throw error;
  }
  const start = processStart(holder.pid);
  return start === null || holder.startedAt === "unknown" || start === holder.startedAt;
}

/** When a process started, as Linux tells it (boot and clock ticks since); null where that is unknown. */
function processStart(pid: number): string | null {
  const statFile = `/proc/${pid}/stat`;
  if (!existsSync(statFile)) return null;
  const afterName = readFileSync(statFile, "utf8").split(") ").at(-1) ?? "";
  const ticks = afterName.split(" ")[19];
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return ticks ? `${boot}/${ticks}` : null;
}

function inUse(dataDir: string, pid: number | null): Error {
  const holder = pid === null ? "another process" : `process ${pid}`;
  return new Error(
    `The data folder ${dataDir} is in use by ${holder}. Stop it, or choose another folder: two servers on one folder would destroy it.`,
  );
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
