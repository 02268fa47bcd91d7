import autocannon from "autocannon";

export type LoadFigures = {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  failures: number;
};

export type Target = {
  url: string;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  /** Called for every request, so that each carries something new. */
  body?: () => string;
};

/** Sends requests over this many kept-alive connections for so many seconds. Latencies in ms. */
export function load(target: Target, connections: number, seconds: number): Promise<LoadFigures> {
  const { body } = target;
  const times: number[] = [];
  return new Promise((resolve, reject) => {
    const run = autocannon(
      {
        url: target.url,
        method: target.method ?? "GET",
        connections,
        duration: seconds,
        headers: target.headers ?? {},
        ...(body
          ? { requests: [{ setupRequest: (request) => ({ ...request, body: body() }) }] }
          : {}),
      },
      (error, result) => {
        if (error) {
          reject(error);
          return;
        }
        const sorted = times.toSorted((a, b) => a - b);
        resolve({
          perSecond: result.requests.average,
          p50: percentile(sorted, 0.5),
          p95: percentile(sorted, 0.95),
          p99: percentile(sorted, 0.99),
          failures: result.non2xx + result.errors + result.timeouts,
        });
      },
    );
    run.on("response", (_client, _status, _bytes, responseMs) => times.push(responseMs));
  });
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The middle value; of an even number the lower one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return percentile(sorted, 0.5);
}
