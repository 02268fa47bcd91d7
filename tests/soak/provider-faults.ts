import type { FaultRequest } from "../../local/providers/faults";
import type { RunningStack } from "../integration/running-stack";

const fault = (probability: number, kind: object) =>
  ({ target: "send", probability, ...kind }) as FaultRequest;

const ofFiles: readonly FaultRequest[] = [
  { target: "graph", kind: "status", status: 500, code: "1", probability: 0.03 },
  { target: "download", kind: "status", status: 502, probability: 0.02 },
  { target: "download", kind: "break_off", after_bytes: 200, probability: 0.02 },
];

/**
 * One send in twenty goes wrong, in every way that the provider is known for. Few time out, since
 * each holds a turn for the service's 20 s. One fetch of a file in fourteen goes wrong as well.
 */
const faults: readonly FaultRequest[] = [
  fault(0.017, { kind: "refusal", code: 130429 }),
  fault(0.004, { kind: "refusal", code: 131056 }),
  fault(0.002, { kind: "refusal", code: 131026 }),
  fault(0.004, { kind: "status", status: 429, retry_after_s: 1 }),
  fault(0.002, { kind: "status", status: 500 }),
  fault(0.009, { kind: "accept_then_500" }),
  fault(0.001, { kind: "accept_then_500", silent: true }),
  fault(0.008, { kind: "no_id" }),
  fault(0.003, { kind: "accept_then_no_connection" }),
  fault(0.001, { kind: "accept_then_time_out" }),
  fault(0.001, { kind: "accept_then_fail", code: 130429 }),
  fault(0.001, { kind: "accept_then_fail", code: 131026 }),
];

export async function injectFaults(running: RunningStack): Promise<void> {
  for (const each of [...faults, ...ofFiles]) await running.fault(each);
}
