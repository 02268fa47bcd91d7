import { setTimeout as sleep } from "node:timers/promises";
import { advanceErasure } from "@/lib/privacy/erasure/advance-erasure";
import { beginErasure } from "@/lib/privacy/erasure/erasure-calls";

/**
 * A process that does nothing but the steps of one erasure, as the job does them: it stands ready until
 * it is told which, so that a test can kill it at any call and have the next one go on at once.
 */
process.once("message", (erasureId: string) => {
  eraseUntilOver(erasureId).then(
    () => process.exit(0),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.send?.("ready");

async function eraseUntilOver(erasureId: string): Promise<void> {
  if ((await beginErasure(erasureId)) !== "running") return;
  for (;;) {
    // One piece of one store a call, so that there is a call between any two of them.
    const advanced = await advanceErasure(erasureId, 0);
    if (advanced.kind === "wait") await sleep(Date.parse(advanced.until) - Date.now());
    else if (advanced.kind !== "more") return;
  }
}
