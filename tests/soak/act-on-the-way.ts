import type { Stack } from "../../local/start-stack";
import { signInEverybody } from "../integration/console-visitors";
import { erasures } from "../integration/erase-over-http";
import type { RunningStack } from "../integration/running-stack";
import { callConsole } from "./call-console";
import type { Plan, SoakCustomer } from "./delivery";
import { type ErasedCustomer, eraseOnTheWay } from "./erase-on-the-way";
import { exportOnTheWay } from "./export-on-the-way";
import { insist } from "./insist";
import { reach } from "./reach";

/** Shares of the posting at which the team acts: just before a server, and before the database, is killed. */
const when = { archive: 0.25, erasure: 0.3, retention: 0.62 };

/** What the privacy team does meanwhile, through whichever server answers. */
export async function actOnTheWay(
  { stack, running }: { stack: Stack; running: RunningStack },
  plan: Plan,
  progress: () => number,
  { signal, say }: { signal: AbortSignal; say: (text: string) => void },
): Promise<{ erased: ErasedCustomer; archives: string[] }> {
  const { privacy } = await signInEverybody(stack, running);
  const ask = callConsole(stack.urls.app, privacy);
  const the = (part: SoakCustomer["part"]): SoakCustomer => {
    const found = plan.customers.find((each) => each.part === part);
    if (!found) throw new Error(`Nobody of the plan is the one who ${part}`);
    return found;
  };
  const [erased, archives] = await Promise.all([
    reach(when.erasure, progress, signal).then(() =>
      eraseOnTheWay(running, erasures(stack, running, privacy), the("erased"), { signal, say }),
    ),
    reach(when.archive, progress, signal).then(() =>
      exportOnTheWay(running, ask, the("asks"), { signal, say }),
    ),
    reach(when.retention, progress, signal).then(async () => {
      await insist(() => ask("/retention/runs", {}), signal);
      say("a run of retention is asked for");
    }),
  ]);
  return { erased, archives };
}
