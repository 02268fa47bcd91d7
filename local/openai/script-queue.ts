import { z } from "zod";

const outputSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text: z.string() }),
  z.strictObject({ kind: z.literal("json"), value: z.json() }),
  z.strictObject({
    kind: z.literal("tool_calls"),
    calls: z
      .array(z.strictObject({ name: z.string(), arguments: z.union([z.string(), z.json()]) }))
      .min(1),
  }),
  z.strictObject({ kind: z.literal("refusal"), text: z.string() }),
  z.strictObject({
    kind: z.literal("incomplete"),
    reason: z.enum(["max_output_tokens", "content_filter"]),
    text: z.string().default(""),
  }),
  z.strictObject({ kind: z.literal("bad_json") }),
  z.strictObject({ kind: z.literal("empty") }),
  z.strictObject({ kind: z.literal("failed"), message: z.string() }),
]);
/** What a scripted response holds instead of the composed answer. */
export type ScriptedOutput = z.output<typeof outputSchema>;

const entrySchema = z.strictObject({
  output: outputSchema,
  /** Only for requests whose `text.format` has this name; null: only for plain text. */
  schema: z.string().nullable().optional(),
  /** Only for requests whose unanswered customer lines hold this. */
  contains: z.string().min(1).optional(),
});
export const scriptSchema = z.strictObject({ outputs: z.array(entrySchema).min(1) });
export type Script = z.input<typeof scriptSchema>;
type Entry = z.output<typeof entrySchema>;

export type ScriptQueue = ReturnType<typeof createScriptQueue>;

/** Dictated outputs, each used once by the first request that it fits, in the order given. */
export function createScriptQueue() {
  let queue: Entry[] = [];
  return {
    add(script: Script): number {
      queue.push(...scriptSchema.parse(script).outputs);
      return queue.length;
    },
    list: (): Entry[] => [...queue],
    clear(): number {
      const cleared = queue.length;
      queue = [];
      return cleared;
    },
    take(request: { schema: string | null; text: string }): ScriptedOutput | null {
      const fits = queue.findIndex(
        ({ schema, contains }) =>
          (schema === undefined || schema === request.schema) &&
          (contains === undefined || request.text.includes(contains)),
      );
      return fits === -1 ? null : (queue.splice(fits, 1)[0]?.output ?? null);
    },
  };
}
