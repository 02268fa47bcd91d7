import "server-only";
import OpenAI, { toFile } from "openai";
import { z } from "zod";
import type { CallUsage } from "@/lib/agent/call-model";
import { faultOfError } from "@/lib/agent/model-fault";
import { openai } from "@/lib/agent/openai-client";
import { priceUsage } from "@/lib/agent/price-usage";
import { env } from "@/lib/env";
import { faultOutcome } from "@/lib/media/understand/fault-outcome";
import { transcriptionLanguage } from "@/lib/media/understand/transcription-language";
import { mostWords, type Understanding } from "@/lib/media/understand/understanding";

/** A voice note of some minutes takes a while; this ends before the claim's lease does. */
const timeoutMs = 60_000;

const answer = z.object({
  text: z.string(),
  // Newer models are billed by the length of the recording, older ones by tokens.
  usage: z
    .discriminatedUnion("type", [
      z.object({ type: z.literal("duration"), seconds: z.number().nonnegative() }),
      z.object({
        type: z.literal("tokens"),
        input_tokens: z.number().int(),
        output_tokens: z.number().int(),
      }),
    ])
    .nullish()
    .catch(null),
});
type Usage = NonNullable<z.infer<typeof answer>["usage"]>;

type Recording = { bytes: Uint8Array; type: string; fileName: string; locale: string | null };

/** What is said in a recording, by TRANSCRIPTION_MODEL; without speech that is a final answer, too. */
export async function writeOutRecording(recording: Recording): Promise<Understanding> {
  const model = env().TRANSCRIPTION_MODEL;
  if (model === undefined) return { status: "skipped", reason: "switched_off" };
  try {
    const given = await transcribe(recording, model);
    const parsed = answer.safeParse(given);
    if (!parsed.success) return { status: "again", reason: "invalid", waitMs: null };
    const usage = usageOf(model, parsed.data.usage ?? null);
    const transcript = parsed.data.text.trim().slice(0, mostWords.recording).toWellFormed();
    // Music and noise come back as nothing, dots or a note sign.
    if (!/[\p{L}\p{N}]/u.test(transcript)) return { status: "nothing_found", usage };
    return { status: "done", transcript, usage };
  } catch (error) {
    const fault = faultOfError(error);
    if (!fault) throw error;
    return faultOutcome(fault);
  }
}

async function transcribe({ bytes, type, fileName, locale }: Recording, model: string) {
  const language = transcriptionLanguage(locale);
  const file = await toFile(bytes, fileName, { type });
  const ask = (hint: { language?: string }) =>
    openai().audio.transcriptions.create({ file, model, ...hint }, { timeout: timeoutMs });
  if (language === null) return ask({});
  try {
    return await ask({ language });
  } catch (error) {
    // A hint that this model does not know must not cost the transcript.
    const isHint = error instanceof OpenAI.BadRequestError && error.param === "language";
    if (!isHint) throw error;
    return ask({});
  }
}

function usageOf(model: string, usage: Usage | null): CallUsage {
  const prices = env().MODEL_PRICES;
  const base = { model, input_tokens: 0, cached_tokens: 0, output_tokens: 0, cost_usd: null };
  if (usage === null) return base;
  if (usage.type === "duration") {
    const price = prices[model]?.per_minute;
    return { ...base, cost_usd: price === undefined ? null : (usage.seconds / 60) * price };
  }
  const { input_tokens, output_tokens } = usage;
  const tokens = { inputTokens: input_tokens, cachedTokens: 0, outputTokens: output_tokens };
  return { ...base, input_tokens, output_tokens, cost_usd: priceUsage(prices, model, tokens) };
}
