import "server-only";
import { zodTextFormat } from "openai/helpers/zod";
import type {
  Response,
  ResponseCreateParamsNonStreaming,
} from "openai/resources/responses/responses";
import {
  type FaultKind,
  faultOfError,
  faultOfResponse,
  lacksReasoning,
} from "@/lib/agent/model-fault";
import { openai } from "@/lib/agent/openai-client";
import { safetyIdentifier } from "@/lib/agent/safety-identifier";
import { env } from "@/lib/env";
import { type NotesAnswer, notesAnswer } from "@/lib/memory/notes-answer";
import { notesInstructions } from "@/lib/memory/notes-prompt";

export const notesFormat = zodTextFormat(notesAnswer, "conversation_notes");

export type Asked =
  | { kind: "answer"; answer: NotesAnswer; model: string; usage: Response["usage"] }
  /** An answer came that cannot be used: the same messages may fail again. */
  | { kind: "unusable"; fault: FaultKind | "invalid" }
  /** No answer came: nothing is known about the messages. */
  | { kind: "unavailable"; fault: FaultKind; waitMs: number | null };

/**
 * One question to the summary model: what do these messages add? Nothing is stored at OpenAI. A model
 * that rejects the call (gone, wrong id) is replaced by the fallback model for this question.
 * @throws what is not a fault of the model's service
 */
export async function askForNotes(
  customerId: string,
  input: string,
  isFallback: boolean,
): Promise<Asked> {
  const { SUMMARY_MODEL, FALLBACK_MODEL } = env();
  const first = isFallback ? (FALLBACK_MODEL ?? SUMMARY_MODEL) : SUMMARY_MODEL;
  const asked = await ask(first, customerId, input);
  const isRejected = asked.kind === "unavailable" && asked.fault === "rejected";
  return isRejected && FALLBACK_MODEL && FALLBACK_MODEL !== first
    ? ask(FALLBACK_MODEL, customerId, input)
    : asked;
}

async function ask(model: string, customerId: string, input: string): Promise<Asked> {
  const request: ResponseCreateParamsNonStreaming = {
    model,
    instructions: notesInstructions,
    input: [{ role: "user", content: input }],
    text: { format: notesFormat },
    // Noting down needs no thinking, and thinking would count as output.
    reasoning: { effort: "none" },
    max_output_tokens: env().SUMMARY_MAX_OUTPUT_TOKENS,
    store: false,
    safety_identifier: safetyIdentifier(customerId),
  };
  let response: Response;
  try {
    response = await create(request);
  } catch (error) {
    const fault = faultOfError(error);
    if (!fault) throw error;
    return fault.fault === "too_long"
      ? { kind: "unusable", fault: fault.fault }
      : { kind: "unavailable", ...fault };
  }
  const fault = faultOfResponse(response);
  if (fault) {
    return fault.fault === "unavailable"
      ? { kind: "unavailable", ...fault }
      : { kind: "unusable", fault: fault.fault };
  }
  const answer = parseAnswer(response.output_text);
  if (!answer) return { kind: "unusable", fault: "invalid" };
  return { kind: "answer", answer, model, usage: response.usage };
}

/** A model without reasoning refuses its settings by name; the same question works without them. */
async function create(request: ResponseCreateParamsNonStreaming): Promise<Response> {
  try {
    return await openai().responses.create(request);
  } catch (error) {
    if (!lacksReasoning(error)) throw error;
    const { reasoning: _, ...rest } = request;
    return openai().responses.create(rest);
  }
}

function parseAnswer(text: string): NotesAnswer | null {
  try {
    return notesAnswer.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
