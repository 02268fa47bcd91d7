import "server-only";
import { z } from "zod";
import { log } from "@/lib/log";
import { beginSend } from "@/lib/whatsapp/begin-send";
import { luminous } from "@/lib/whatsapp/luminous";
import { recordSendResult } from "@/lib/whatsapp/record-send-result";
import { fileToSend, sendFile } from "@/lib/whatsapp/send-file";
import { templateMessage } from "@/lib/whatsapp/template-message";
import { toSendResult } from "@/lib/whatsapp/to-send-result";

const sendablePayload = z.object({
  template: z
    .object({
      name: z.string(),
      language: z.string(),
      category: z.string().nullish(),
      variables: z.array(z.string()).nullish(),
    })
    .optional(),
  /** Of a template that carries a code or a link: its values, kept apart from what staff see of it. */
  secret: z.union([z.literal(true), z.object({ variables: z.array(z.string()) })]).optional(),
  file: fileToSend.optional(),
});

export type SendProgress = { kind: "settled"; state: string } | { kind: "wait"; until: string };

/**
 * Tries once to hand a queued message to the provider. Opening the attempt, the request and its
 * record are one act: run again after a crash it finds the attempt open and does not send again.
 * @returns when to come back, or the state in which the message rests. Ids and enums only.
 */
export async function attemptSend(messageId: string): Promise<SendProgress> {
  const decision = await beginSend(messageId);
  if (decision.kind === "wait") return { kind: "wait", until: decision.until };
  if (decision.kind === "done") return { kind: "settled", state: decision.state ?? "gone" };
  if (decision.kind !== "send") {
    log.info("Message not sent", {
      message_id: messageId,
      kind: decision.kind,
      reason: decision.reason,
    });
    return { kind: "settled", state: decision.kind };
  }
  const { template, secret, file } = sendablePayload.parse(decision.payload);
  const variables = typeof secret === "object" ? secret.variables : template?.variables;
  const result = file
    ? await sendFile(decision.to, file)
    : toSendResult(
        await (template
          ? luminous().sendTemplate({
              to: decision.to,
              template: templateMessage({ ...template, variables }),
            })
          : luminous().sendText({ to: decision.to, text: decision.text ?? "" })),
      );
  const recorded = await recordSendResult(decision.attempt_id, result);
  log.info("Send attempted", {
    message_id: messageId,
    attempt: decision.attempt_no,
    outcome: result.kind,
    state: recorded.state,
  });
  if (result.kind === "failed" && result.stops_account) {
    log.error("Send account stopped", { message_id: messageId, reason: result.reason });
  }
  if (recorded.state === "queued" && recorded.not_before) {
    return { kind: "wait", until: recorded.not_before };
  }
  return { kind: "settled", state: recorded.state ?? "gone" };
}
