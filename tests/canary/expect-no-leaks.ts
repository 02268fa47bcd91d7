import { randomInt } from "node:crypto";
import type { Stack } from "../../local/start-stack";
import { isTelling, personalDataOf, secretsOf } from "./canaries-of-stack";
import { type Canary, findLeaks, type Place } from "./find-leaks";
import { placesOf } from "./places-of-stack";

type Options = {
  /** What tests made up and may since have been erased. */
  planted?: Canary[];
  /** Further places, such as exported traces. */
  more?: Place[];
  /** Nothing can be asked of the app any more. */
  isAppAway?: boolean;
};

/**
 * The canary test of one stack after everything that its tests did: no secret and nothing of a customer in any
 * log, error answer, metric, job state or operators' table.
 * @throws Error that names each leak without its value
 */
export async function expectNoLeaks(
  stack: Pick<Stack, "env" | "urls" | "staff" | "dataDir">,
  { planted = [], more = [], isAppAway = false }: Options = {},
): Promise<void> {
  const number = `25678${randomInt(1_000_000, 9_999_999)}`;
  const canaries: Canary[] = [
    { what: "number in a request", value: number },
    ...secretsOf(stack),
    ...(await personalDataOf(stack)),
    ...planted.filter(isTelling),
  ];
  const places = [...(await placesOf(stack, isAppAway ? null : number)), ...more];
  const leaks = findLeaks(canaries, places);
  if (leaks.length === 0) return;
  const shown = leaks.slice(0, 20).join("\n  ");
  throw new Error(`${leaks.length} leaks of personal data or secrets:\n  ${shown}`);
}
