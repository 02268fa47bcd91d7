import { randomUUID } from "node:crypto";
import { erasureStatus } from "@/lib/privacy/erasure/console-schemas";
import type { Stack } from "../../local/start-stack";
import type { RunningStack } from "./running-stack";

/** Erasures as the privacy team does them: by the console's own endpoint, with their session. */
export function erasures(stack: Stack, running: RunningStack, cookie: string) {
  const { app } = stack.urls;
  const ask = async (requestId: string, act?: object) => {
    const answer = await fetch(`${app}/api/console/erasure/${requestId}`, {
      method: act ? "POST" : "GET",
      headers: { cookie, origin: app, "content-type": "application/json" },
      ...(act && { body: JSON.stringify(act) }),
    });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${answer.status}: ${text}`);
    return erasureStatus.parse(JSON.parse(text));
  };
  return {
    read: (requestId: string) => ask(requestId),
    preview: (requestId: string) => ask(requestId, { act: "preview" }),
    /** A request whose identity is proved already. */
    async verifiedRequest(customerId: string): Promise<string> {
      const id = randomUUID();
      const { error } = await running.database.from("privacy_requests").insert({
        ...{ id, customer_id: customerId, kind: "erasure", channel: "console", state: "ready" },
        due_at: new Date(Date.now() + 2e9).toISOString(),
        identity_verified_at: new Date().toISOString(),
      });
      if (error) throw new Error(error.message);
      return id;
    },
    async approve(requestId: string) {
      const { preview } = await ask(requestId, { act: "preview" });
      if (!preview) throw new Error("No preview");
      return ask(requestId, { act: "approve", previewId: preview.id, digest: preview.digest });
    },
  };
}
