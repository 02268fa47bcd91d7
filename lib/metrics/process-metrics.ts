import { collectDefaultMetrics, Histogram, Registry } from "prom-client";

const seconds = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** For what has a series each for a hundred functions. */
const fewSeconds = [0.01, 0.05, 0.25, 1, 5];

function createProcessMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "parcelo_" });
  const histogram = <const Label extends string>(
    name: string,
    help: string,
    labels: Label[],
    buckets = seconds,
  ) => new Histogram({ name, help, labelNames: labels, buckets, registers: [registry] });
  return {
    registry,
    http: histogram("parcelo_http_request_seconds", "Requests answered by this process.", [
      "route",
      "status",
    ]),
    rpc: histogram(
      "parcelo_rpc_seconds",
      "Database functions called by this process.",
      ["function", "outcome"],
      fewSeconds,
    ),
    model: histogram("parcelo_model_call_seconds", "Model calls made by this process.", [
      "model",
      "outcome",
    ]),
    send: histogram("parcelo_send_seconds", "Send attempts of this process, database included.", [
      "outcome",
    ]),
  };
}

declare global {
  // Bundles of one process may each hold this module; they share one registry.
  var parceloMetrics: ReturnType<typeof createProcessMetrics> | undefined;
}

/** What this process measures itself: its memory and event loop, and how long its calls take. */
export function processMetrics() {
  globalThis.parceloMetrics ??= createProcessMetrics();
  return globalThis.parceloMetrics;
}
