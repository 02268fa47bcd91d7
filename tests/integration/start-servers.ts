import { buildApp } from "../../local/start/build-app";
import { partCommand } from "../../local/start/part-commands";
import { type PartProcess, startPart } from "../../local/start/part-process";
import { findFreePorts } from "../../local/start/ports";
import { chooseParts } from "../../local/start/resolve-env";
import { waitUntilServing } from "../../local/start/wait-until-answering";
import type { Stack } from "../../local/start-stack";
import { openRoundRobin } from "./round-robin";

export type Servers = Awaited<ReturnType<typeof startServers>>;

/**
 * Several processes of the built app side by side on one stack that was started without an app. The stack's
 * address of the app is a round-robin over them, so webhooks, the job engine, the console and the provider
 * meet now one, now the other.
 */
export async function startServers(stack: Stack, count: number) {
  await buildApp(() => undefined);
  const free = await findFreePorts(count);
  const base = { ports: portsOf(stack), dataDir: stack.dataDir, parts: chooseParts({}) };
  const processes: PartProcess[] = [];

  const urlOf = (n: number) => `http://127.0.0.1:${free[n] ?? 0}`;
  function start(n: number): void {
    const command = partCommand("app", { ...base, env: { ...stack.env, PORT: String(free[n]) } });
    const logFile = command.logFile.replace(/\.log$/, `-${n + 1}.log`);
    processes[n] = startPart(`app ${n + 1}`, { ...command, logFile });
  }
  function find(n: number): PartProcess {
    const found = processes[n];
    if (!found) throw new Error(`There is no server ${n}`);
    return found;
  }

  const balancer = await openRoundRobin(base.ports.app, free);
  async function stop(): Promise<void> {
    await balancer.close();
    await Promise.all(processes.map((each) => each.stop()));
  }
  try {
    for (let n = 0; n < count; n += 1) start(n);
    await Promise.all(free.map((_, n) => waitUntilServing(urlOf(n))));
    await stack.answering();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    /** Each server's own address, past the round-robin. */
    urls: free.map((_, n) => urlOf(n)),
    answered: balancer.answered,
    pid: (n: number) => find(n).pid,
    /** SIGKILL; resolves when the process is gone. */
    async kill(n: number): Promise<void> {
      find(n).signal("SIGKILL");
      await find(n).ended;
    },
    /** Starts a killed server again and waits until it takes requests. */
    async restart(n: number): Promise<void> {
      start(n);
      await waitUntilServing(urlOf(n));
    },
    stop,
  };
}

function portsOf({ urls }: Stack) {
  const port = (url: string) => Number(new URL(url).port);
  return {
    app: port(urls.app),
    supabase: port(urls.supabase),
    inngest: port(urls.inngest),
    providers: port(urls.providers),
  };
}
