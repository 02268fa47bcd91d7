import { z } from "zod";

/** One entry of a 206 answer or a checkpoint: what the function did or wants next. */
const operationSchema = z.object({
  op: z.string(),
  id: z.string().default(""),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.looseObject({ name: z.string().optional(), message: z.string().optional() }).nullish(),
  opts: z
    .looseObject({
      duration: z.string().optional(),
      event: z.string().optional(),
      if: z.string().nullish(),
      timeout: z.string().nullish(),
      function_id: z.string().optional(),
      payload: z
        .looseObject({
          data: z.record(z.string(), z.unknown()).nullish(),
          id: z.string().optional(),
          user: z.record(z.string(), z.unknown()).nullish(),
          v: z.string().optional(),
        })
        .nullish(),
      parallelMode: z.string().optional(),
    })
    .nullish()
    .transform((opts) => opts ?? {}),
});

export const operationsSchema = z.union([
  z.array(operationSchema),
  operationSchema.transform((operation) => [operation]),
]);

export type Operation = z.infer<typeof operationSchema>;

export const checkpointSchema = z.object({
  run_id: z.string().optional(),
  qi_id: z.string(),
  generation_id: z.number().optional(),
  steps: z.array(operationSchema).default([]),
});

export type Checkpoint = z.infer<typeof checkpointSchema>;

/** The step's name as written in the function, for inspection. */
export function stepName(operation: Operation): string {
  return operation.displayName ?? operation.name ?? operation.id;
}
