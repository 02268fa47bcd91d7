import type { z } from "zod";
import { bringFile } from "@/lib/media/fetch/bring-file";
import { claimFetch } from "@/lib/media/fetch/claim-fetch";
import { finishFetch } from "@/lib/media/fetch/finish-fetch";
import { orderSchema, type saidSchema } from "./fetch-messages";

/**
 * A process that does nothing but the steps of one fetch, as the job does them: it stands ready until it
 * is told which file, so that a test can kill it at any call and have the next one go on at once.
 */
process.once("message", (message) => {
  fetchUntilOver(orderSchema.parse(message)).then(
    () => process.exit(0),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
if (process.send) await say("ready");

async function fetchUntilOver(order: z.infer<typeof orderSchema>): Promise<void> {
  const ticket = order.ticket ?? (await claim(order.fileId, order.run));
  if (ticket === null) return;
  if (!order.isBrought) {
    const { kind } = await bringFile(ticket);
    if (kind !== "brought") return say({ outcome: kind });
    await say("brought");
  }
  await say({ outcome: await finishFetch(ticket) });
}

async function claim(fileId: string, run: string) {
  const claimed = await claimFetch(fileId, run);
  if (claimed.kind !== "claimed") {
    await say({ outcome: claimed.kind });
    return null;
  }
  const ticket = { mediaId: claimed.media_id, claim: claimed.claim };
  await say({ ticket });
  return ticket;
}

function say(what: z.infer<typeof saidSchema>): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(what, undefined, {}, (error) => (error ? reject(error) : resolve()));
  });
}
