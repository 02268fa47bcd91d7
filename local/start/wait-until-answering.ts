import { z } from "zod";
import type { PartName } from "./part-commands";
import { missingAnswer, waitUntil } from "./wait-until";

const engineHealth = z.object({ functions: z.number() });
const patienceMs = 120_000;

/** Waits until the app's process takes requests, whoever else is there. */
export function waitUntilServing(appUrl: string): Promise<void> {
  return waitUntil("The app does not serve", () => missingAnswer(`${appUrl}/healthz`), patienceMs);
}

/**
 * Waits until a customer's message would be answered: `/readyz` is 200, and our own job engine has
 * learnt the app's functions.
 */
export async function waitUntilAnswering(
  urls: { app: string; inngest: string },
  processes: PartName[],
): Promise<void> {
  await waitUntil("The app is not ready", () => missingAnswer(`${urls.app}/readyz`), patienceMs);
  if (!processes.includes("inngest")) return;
  await waitUntil(
    "The job engine does not know the app's functions",
    () =>
      missingAnswer(`${urls.inngest}/health`, (body) =>
        engineHealth.parse(body).functions > 0 ? undefined : "none is registered",
      ),
    patienceMs,
  );
}
