import "server-only";
import { z } from "zod";
import { log } from "@/lib/log";
import { newCode } from "@/lib/privacy/identity/new-code";
import { privacySettings } from "@/lib/privacy/requests/privacy-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const until = z.iso.datetime({ offset: true });
const answered = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("sent"), message_id: z.uuid() }),
  z.object({ kind: z.literal("refused"), reason: z.string() }),
  z.object({ kind: z.enum(["wait", "later"]), until }),
  z.object({ kind: z.literal("over") }),
]);
export type OpeningCode = z.infer<typeof answered>;

/**
 * Sends the first code of a request that came from the chat, once a request whatever happens: a step that
 * runs again makes fresh digits and finds the request served.
 * @returns `wait`: the reply that announces it is still written; `later`: another code of theirs is out
 */
export async function sendOpeningCode(requestId: string): Promise<OpeningCode> {
  const { code, hash } = newCode();
  const answer = await callFunction(
    serviceClient(),
    "send_opening_code",
    {
      p_request_id: requestId,
      p_code: code,
      p_code_hash: hash,
      p_settings: privacySettings(),
    },
    answered,
  );
  if (answer.kind === "refused") {
    log.warn("Opening code not sent", { request_id: requestId, reason: answer.reason });
  }
  return answer;
}

/** Requests whose first code nobody seems to be sending. */
export function findOpeningCodes(): Promise<string[]> {
  return callFunction(serviceClient(), "find_opening_codes", {}, z.array(z.uuid()));
}
