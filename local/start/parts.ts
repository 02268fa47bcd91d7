import type { PartName } from "./part-commands";
import { describeEnd, type PartCommand, type PartProcess, startPart } from "./part-process";

type Running = { command: PartCommand; process: PartProcess; endExpected: boolean };

export type Parts = ReturnType<typeof createParts>;

/**
 * Keeps the running parts. `onEnd` hears of a part that ended although nobody here asked for it, with
 * a text for the person at the keyboard.
 */
export function createParts(onEnd: (name: PartName, description: string) => void) {
  const running = new Map<PartName, Running>();

  function start(name: PartName, command: PartCommand): PartProcess {
    const process = startPart(name, command);
    const part: Running = { command, process, endExpected: false };
    running.set(name, part);
    void process.ended.then((end) => {
      if (!part.endExpected) onEnd(name, describeEnd(name, end, command.logFile));
    });
    return process;
  }

  function find(name: PartName): Running {
    const part = running.get(name);
    if (!part) throw new Error(`${name} is no part of this stack`);
    return part;
  }

  return {
    start,
    /** Undefined when the part is not running, or is a real service. */
    pid: (name: PartName) => running.get(name)?.process.pid,
    /** Ends a part at once or as the signal has it; resolves when its process is gone. */
    async kill(name: PartName, signal: NodeJS.Signals): Promise<void> {
      const part = find(name);
      part.endExpected = true;
      part.process.signal(signal);
      await part.process.ended;
    },
    /** Starts a part that has ended again as it was; resolves with the new process. */
    restart: (name: PartName): PartProcess => start(name, find(name).command),
    /** Stops everything: the app first, the database last. */
    async stop(): Promise<void> {
      for (const part of running.values()) part.endExpected = true;
      const order: PartName[][] = [["app"], ["inngest", "providers"], ["supabase"]];
      for (const names of order)
        await Promise.all(names.map((name) => running.get(name)?.process.stop()));
    },
  };
}
