import { z } from "zod";
import { readAnswer, retryAfterMs } from "@/lib/whatsapp/read-answer";
import { classifyRequestFailure } from "@/lib/whatsapp/request-failure";

export type TelegramSettings = {
  baseUrl: string;
  token: string;
  chatId: string;
  timeoutMs: number;
  fetch?: typeof globalThis.fetch;
};

/** What became of one message. Codes of a fixed form only: the address holds the token. */
export type TelegramOutcome =
  | { kind: "sent" }
  /** To be tried again: Telegram is down, asks to wait, or refuses our token or chat. */
  | { kind: "retry"; code: string; retry_after_ms: number | null }
  /** This text will not be taken the next time either. */
  | { kind: "unreadable"; code: string };

const answerSchema = z.object({
  ok: z.boolean(),
  description: z.string().optional(),
  parameters: z.object({ retry_after: z.number().nonnegative().optional() }).optional(),
});

/** Sends one HTML text to the configured chat. Whatever happens is a value; nothing is thrown. */
export async function sendTelegram(
  settings: TelegramSettings,
  html: string,
): Promise<TelegramOutcome> {
  const fetch = settings.fetch ?? globalThis.fetch;
  try {
    const response = await fetch(`${settings.baseUrl}/bot${settings.token}/sendMessage`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({
        chat_id: settings.chatId,
        text: html,
        parse_mode: "HTML",
        link_preview_options: { is_disabled: true },
      }),
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(settings.timeoutMs),
    });
    const answer = answerSchema.safeParse(await readAnswer(response)).data;
    if (response.ok && answer?.ok) return { kind: "sent" };
    const asked = answer?.parameters?.retry_after;
    return judge(
      response.status,
      answer?.description ?? "",
      asked === undefined ? retryAfterMs(response.headers) : Math.ceil(asked * 1_000),
    );
  } catch (error) {
    return { kind: "retry", code: classifyRequestFailure(error).reason, retry_after_ms: null };
  }
}

function judge(
  status: number,
  description: string,
  retry_after_ms: number | null,
): TelegramOutcome {
  // 400 is either about our text, or about a chat that has moved or does not know the bot.
  if (status === 400 && !/chat|group|migrate|kicked/i.test(description))
    return { kind: "unreadable", code: "http_400" };
  return { kind: "retry", code: status === 200 ? "no_answer" : `http_${status}`, retry_after_ms };
}
