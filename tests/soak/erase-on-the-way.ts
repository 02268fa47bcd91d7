import { type Customer, someWamid, textEvent } from "../integration/customer";
import type { erasures } from "../integration/erase-over-http";
import type { RunningStack } from "../integration/running-stack";
import type { SoakCustomer } from "./delivery";
import { insist } from "./insist";

export type ErasedCustomer = {
  customer: SoakCustomer;
  /** The old record's id. */
  customerId: string;
  /** From then on nothing more could be written about the old record; milliseconds since 1970. */
  fencedAt: number;
  isCertified: boolean;
  /** What they wrote once it was over. */
  again: { wamid: string; text: string };
};

/** Longer than every pause of the erasure's own retries together. */
const patienceInTries = 600;

/** Erases one customer as the privacy team does, while their messages go on arriving; then they write anew. */
export async function eraseOnTheWay(
  running: RunningStack,
  privacy: ReturnType<typeof erasures>,
  customer: SoakCustomer,
  { signal, say }: { signal: AbortSignal; say: (text: string) => void },
): Promise<ErasedCustomer> {
  const person: Customer = { ...customer, phone: `+${customer.waId}` };
  const session = await insist(async () => {
    const found = await running.sessionOf(person);
    if (!found) throw new Error("The customer to be erased has not written yet");
    return found;
  }, signal);
  const requestId = await insist(() => privacy.verifiedRequest(session.customer_id), signal);
  await insist(() => privacy.approve(requestId), signal);
  say("the erasure is approved");
  const done = await insist(
    async () => {
      const status = await privacy.read(requestId);
      if (!status.certificate || !status.run?.fenced_at) throw new Error("The erasure is not over");
      return { fencedAt: Date.parse(status.run.fenced_at), findings: status.run.findings };
    },
    signal,
    patienceInTries,
  );
  say("the erasure is certified");
  const again = { wamid: someWamid(person), text: "Hello, do you ship laptops from New York?" };
  await insist(async () => {
    const { status } = await running.post(textEvent(person, again.text, again.wamid));
    if (status !== 200) throw new Error(`The new message was answered with ${status}`);
  }, signal);
  return {
    again,
    customer,
    customerId: session.customer_id,
    fencedAt: done.fencedAt,
    isCertified: done.findings.length === 0,
  };
}
