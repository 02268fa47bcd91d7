import "server-only";
import { z } from "zod";
import { type CalledTool, runTool } from "@/lib/agent/tools/call-tool";
import { readAnswers } from "@/lib/agent/tools/read-answer";
import type { ToolRun } from "@/lib/agent/tools/tool";
import { findTool } from "@/lib/agent/tools/tools-for";
import { log } from "@/lib/log";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const open = z
  .object({
    id: z.uuid(),
    tool: z.string(),
    arguments: z.record(z.string(), z.json()),
    summary: z.string(),
    state: z.enum(["open", "confirmed", "declined", "used"]),
    answers: z.array(z.object({ id: z.uuid(), text: z.string() })),
  })
  .nullable();

export type Confirmed =
  | ({ answer: "confirmed"; tool: string; arguments: string; summary: string } & CalledTool)
  | { answer: "declined"; tool: string; summary: string };

/**
 * Settles the question that the customer's messages may answer. Whether they said yes is decided here,
 * by their words; after a yes the call that they were asked about is made by code, once.
 * @returns null when nothing is open or the messages are neither yes nor no
 * @throws DatabaseError when the database does not answer
 */
export async function runConfirmed(run: ToolRun): Promise<Confirmed | null> {
  const question = await callFunction(
    serviceClient(),
    "read_confirmation",
    { p_turn_id: run.turnId },
    open,
  );
  if (!question) return null;
  const { tool: name, summary } = question;
  if (question.state === "declined") return { answer: "declined", tool: name, summary };
  if (question.state === "open") {
    const answer = readAnswers(question.answers.map(({ text }) => text));
    const last = question.answers.at(-1);
    if (!answer || !last) return null;
    const written = await callFunction(
      serviceClient(),
      "answer_confirmation",
      {
        p_confirmation_id: question.id,
        p_turn_id: run.turnId,
        p_answer: answer,
        p_message_id: last.id,
      },
      z.boolean(),
    );
    if (!written) return null;
    if (answer === "no") return { answer: "declined", tool: name, summary };
  }
  const tool = findTool(name);
  if (!tool) {
    log.warn("A confirmed tool is not offered any more", { tool: name, turn_id: run.turnId });
    return null;
  }
  const called = await runTool(
    tool,
    question.arguments,
    `confirmed:${question.id}`,
    run,
    question.state === "used",
  );
  return {
    answer: "confirmed",
    tool: name,
    arguments: JSON.stringify(question.arguments),
    summary,
    ...called,
  };
}
