import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Sentence } from "../../scripts/setup/say.mjs";
import type { Container } from "./start-container";

const graceMs = 8_000;

/**
 * Ends a container as an orchestrator does: SIGTERM while a webhook is half received. The webhook has to be
 * answered 200 all the same, and the process to end by itself with exit code 0.
 */
export async function endInOrder(
  container: Container,
  appUrl: string,
  env: Record<string, string>,
): Promise<void> {
  const secret = env.LUMINOUS_WEBHOOK_SECRET?.split(",")[0] ?? "";
  const url = new URL("/api/luminous/webhook", appUrl);
  url.searchParams.set("token", secret);
  const body = JSON.stringify({ object: "whatsapp_business_account", entry: [] });
  const posted = request(url, {
    method: "POST",
    headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
  });
  const answered = new Promise<string>((resolve) => {
    posted.once("response", (response) => resolve(String(response.statusCode)));
    posted.once("error", (error) => resolve(error.message));
  });
  posted.write(body.slice(0, 10));
  await sleep(300);
  container.signal("SIGTERM");
  await sleep(300);
  posted.end(body.slice(10));
  const answer = await answered;
  const waiting = new AbortController();
  const code = await Promise.race([
    container.ended,
    sleep(graceMs, "none yet", { signal: waiting.signal }).catch(() => "none yet"),
  ]);
  waiting.abort();
  if (code === "none yet") container.signal("SIGKILL");
  if (answer !== "200" || code !== 0)
    throw new Sentence(
      `SIGTERM while a webhook was half received: it was answered "${answer}", exit code ${code} within ${graceMs / 1_000} s (wanted: 200, 0).`,
    );
}
