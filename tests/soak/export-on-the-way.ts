import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { RunningStack } from "../integration/running-stack";
import type { ConsoleCall } from "./call-console";
import type { SoakCustomer } from "./delivery";
import { insist } from "./insist";

const detail = z.object({
  exports: z.array(z.object({ id: z.string(), state: z.string() })),
});
const patienceInTries = 300;

/** Has the archive of an access request built. Gives the states of all archives of the request at the end. */
export async function exportOnTheWay(
  running: RunningStack,
  ask: ConsoleCall,
  { waId, name }: SoakCustomer,
  { signal, say }: { signal: AbortSignal; say: (text: string) => void },
): Promise<string[]> {
  const session = await insist(async () => {
    const found = await running.sessionOf({ waId, name, phone: `+${waId}` });
    if (!found) throw new Error("The customer who asks has not written yet");
    return found;
  }, signal);
  const id = randomUUID();
  await insist(async () => {
    const { error } = await running.database.from("privacy_requests").upsert({
      ...{ id, customer_id: session.customer_id, kind: "access", channel: "console" },
      ...{ state: "ready", identity_verified_at: new Date().toISOString() },
      due_at: new Date(Date.now() + 2e9).toISOString(),
    });
    if (error) throw new Error(error.message);
  }, signal);
  await insist(async () => {
    const { exports } = detail.parse(await ask(`/requests/${id}`));
    // An answer that was lost with its server must not build a second archive.
    if (exports.length === 0) await ask(`/requests/${id}/act`, { act: "export" });
  }, signal);
  const states = await insist(
    async () => {
      const { exports } = detail.parse(await ask(`/requests/${id}`));
      if (!exports.some(({ state }) => state === "ready")) throw new Error("No archive is ready");
      return exports.map(({ state }) => state);
    },
    signal,
    patienceInTries,
  );
  say("the archive of the access request is ready");
  return states;
}
