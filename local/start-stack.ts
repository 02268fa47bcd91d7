import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { buildApp } from "./start/build-app";
import {
  createStaff,
  isOnThisMachine,
  type StaffAccounts,
  staffAccounts,
} from "./start/create-staff";
import { openDataDir } from "./start/data-dir";
import { readLocalSecrets } from "./start/local-secrets";
import { type PartName, partCommand, processesOf } from "./start/part-commands";
import { createParts, type Parts } from "./start/parts";
import { findFreePorts } from "./start/ports";
import { chooseParts, type Ports, resolveEnv, type Variables } from "./start/resolve-env";
import { Sentence } from "./start/sentence";
import { waitUntilAnswering, waitUntilServing } from "./start/wait-until-answering";

export type StackOptions = {
  /** Free ones are found for those that are absent. */
  ports?: Partial<Ports>;
  /** A temporary folder, removed on stop, when absent. */
  dataDir?: string;
  /** Empties the data directory first. */
  reset?: boolean;
  /** Variables of the service that differ from a local run's own; `.env` and the shell are not read. */
  env?: Variables;
  /** The caller builds and starts the app, at `urls.app` with `env`: in a container, for instance. */
  withoutApp?: boolean;
  /** Further arguments of Node and variables for the app's process, for measurements. */
  appArgs?: string[];
  appEnv?: Variables;
  /** Hears of a part that ended by itself after the start; by default the next call on the stack throws it. */
  onPartEnd?: (name: PartName, description: string) => void;
  /** Hears what is being done. */
  say?: (text: string) => void;
  /** Gives the start up: everything that runs by then is stopped, and startStack rejects. */
  abort?: AbortSignal;
};

export type Stack = {
  /** Every resolved variable of the service, and STAFF_*. */
  env: Variables;
  urls: Record<PartName, string>;
  staff: StaffAccounts;
  dataDir: string;
  /** The processes that run here; the others are real services elsewhere. */
  processes: PartName[];
  pid(name: PartName): number | undefined;
  /** Ends one part (SIGKILL unless said otherwise) and resolves when its process is gone. */
  kill(name: PartName, signal?: NodeJS.Signals): Promise<void>;
  /** Starts a part that has ended again, on the same port and data, and waits until this part is ready. */
  restart(name: PartName): Promise<void>;
  /** Waits until a customer's message would be answered again. */
  answering(): Promise<void>;
  /** Stops every part in order and removes a temporary data directory. */
  stop(): Promise<void>;
};

const supabaseReady = z.object({ anonKey: z.string().min(1), serviceRoleKey: z.string().min(1) });

/**
 * Starts the embedded stack and the built app as child processes on the loopback interface and waits
 * until a customer's message would be answered. Staff accounts are made when the database is on this
 * machine.
 * @throws Sentence or EnvError when something cannot work; nothing is left running then
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const [app = 0, supabase = 0, inngest = 0, providers = 0] = await findFreePorts(4);
  const ports: Ports = { app, supabase, inngest, providers, ...options.ports };
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "parcelo-stack-"));
  const unlock = await openDataDir(dataDir, options.reset ?? false);

  const givenUp = Promise.withResolvers<never>();
  givenUp.promise.catch(() => undefined);
  options.abort?.addEventListener("abort", () => givenUp.reject(new Sentence("Stopped.")));
  let started = false;
  let ended: string | undefined;
  const running = createParts((name, description) => {
    if (!started) givenUp.reject(new Sentence(description));
    else if (options.onPartEnd) options.onPartEnd(name, description);
    else ended = description;
  });
  const stop = async () => {
    await running.stop();
    await unlock();
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
  };

  try {
    const run = startParts(running, { options, ports, dataDir });
    const { env, staff, processes, urls } = await Promise.race([run, givenUp.promise]);
    started = true;
    const checkAlive = () => {
      if (ended !== undefined) throw new Sentence(ended);
    };
    return {
      ...{ env, urls, staff, dataDir, processes, pid: running.pid, stop },
      async kill(name, signal = "SIGKILL") {
        checkAlive();
        await running.kill(name, signal);
      },
      async restart(name) {
        checkAlive();
        await running.restart(name).ready;
        if (name === "app") await waitUntilServing(urls.app);
      },
      answering: () => waitUntilAnswering(urls, processes),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(
  running: Parts,
  { options, ports, dataDir }: { options: StackOptions; ports: Ports; dataDir: string },
) {
  const given = options.env ?? {};
  const say = options.say ?? (() => {});
  const secrets = readLocalSecrets(dataDir);
  const parts = chooseParts(given);
  const processes = processesOf(parts).filter((name) => name !== "app" || !options.withoutApp);
  const address = (port: number) => `http://127.0.0.1:${port}`;
  const urls: Stack["urls"] = {
    app: address(ports.app),
    supabase: address(ports.supabase),
    inngest: address(ports.inngest),
    providers: address(ports.providers),
  };

  // Checked before anything starts, while the database server's keys are not known yet.
  const pending = { SUPABASE_ANON_KEY: "pending", SUPABASE_SERVICE_ROLE_KEY: "pending" };
  const draft = resolveEnv(given, ports, secrets, pending);
  if (!options.withoutApp) await buildApp(say, options.abort);
  options.abort?.throwIfAborted();

  say(`Starting ${processes.join(", ")} …`);
  const readyLines = await Promise.all(
    processes
      .filter((name) => name !== "app")
      .map(async (name) => {
        const command = partCommand(name, { ports, dataDir, env: draft, parts });
        return [name, await running.start(name, command).ready] as const;
      }),
  );
  let keys: Variables = {};
  if (processes.includes("supabase")) {
    const line = supabaseReady.parse(readyLines.find(([name]) => name === "supabase")?.[1]);
    keys = { SUPABASE_ANON_KEY: line.anonKey, SUPABASE_SERVICE_ROLE_KEY: line.serviceRoleKey };
  }
  options.abort?.throwIfAborted();

  const env = resolveEnv(given, ports, secrets, keys);
  const { appArgs, appEnv, withoutApp } = options;
  if (!withoutApp)
    running.start("app", partCommand("app", { ports, dataDir, env, parts, appArgs, appEnv }));
  const staff = staffAccounts(secrets.STAFF_PASSWORD);
  await Promise.all([
    withoutApp ? undefined : waitUntilAnswering(urls, processes),
    isOnThisMachine(env.SUPABASE_URL) ? createStaff(env, staff) : undefined,
  ]);
  const staffVariables = {
    STAFF_SUPPORT_EMAIL: staff.support.email,
    STAFF_PRIVACY_EMAIL: staff.privacy.email,
    STAFF_ADMIN_EMAIL: staff.admin.email,
    STAFF_PASSWORD: staff.password,
  };
  return { env: { ...env, ...staffVariables }, staff, processes, urls };
}
