import { FetchFailure } from "@/lib/media/fetch/fetch-failure";
import { chunkBytes } from "@/lib/media/resumable-upload";

/** Files above this size go up in parts, of which one each is in memory. */
export const largeFileBytes = chunkBytes;
/** One large file moves at a time in one process, so that memory and the event loop are for the others too. */
const slots = 1;
/** How fast a large file may come in and, part by part, go out again: half of it, the file as a whole. */
export const largeBytesPerSecond = 32 * 1024 * 1024;

let free = slots;
const waiting: (() => void)[] = [];

/**
 * Waits for a turn to move a large file; call what is returned when done.
 * @throws FetchFailure busy, after so many milliseconds
 */
export async function takeTransferSlot(patienceMs: number): Promise<() => void> {
  if (free > 0) free -= 1;
  else await turn(patienceMs);
  let isGiven = false;
  return () => {
    if (isGiven) return;
    isGiven = true;
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
}

function turn(patienceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(go), 1);
      reject(new FetchFailure("busy"));
    }, patienceMs);
    waiting.push(go);
  });
}
