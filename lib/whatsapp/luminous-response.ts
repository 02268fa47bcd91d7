import { z } from "zod";

/** A refusal's code as Meta gives it: a number, or the same in a string. */
const code = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
]);

/** Of each optional part either its known shape or nothing: one odd field must not hide the rest. */
const part = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const sentMessages = z.array(z.object({ id: z.string().trim().min(1).max(512) }));

const response = z.object({
  success: part(z.boolean()),
  message: part(z.string().min(1)),
  error: part(z.object({ code: part(code) })),
  data: part(
    z.object({
      success: part(z.boolean()),
      message: part(z.string().min(1)),
      messages: part(sentMessages),
      error: part(z.object({ code: part(code) })),
      data: part(
        z.object({
          messages: part(sentMessages),
          error: part(z.object({ code: part(code) })),
        }),
      ),
    }),
  ),
});

export type SendReading =
  | { kind: "accepted"; waMessageId: string }
  | { kind: "refused"; code: number | null }
  /** Luminous says that Meta took it, without saying under which id. */
  | { kind: "accepted_without_id" }
  /** JSON, but nothing in it says whether it was sent. */
  | { kind: "undecided" };

/**
 * What the body of a send response says, whatever its HTTP status: Luminous answers 200 when Meta
 * refuses. The id lies in `data.data.messages[0].id`; an older form had it in `data.messages[0].id`.
 */
export function readSendResponse(body: unknown): SendReading {
  const parsed = response.safeParse(body);
  if (!parsed.success) return { kind: "undecided" };
  const { success: outerSuccess, error: outerError, data } = parsed.data;
  const success = data?.success ?? outerSuccess;
  const errors = [data?.data?.error, data?.error, outerError];
  const refusedWith = errors.find((error) => error?.code !== undefined)?.code ?? null;
  if (success === false) {
    // Without code and words it is Luminous' answer when Meta did not answer it: it may have left.
    const isSaid =
      refusedWith !== null || data?.message !== undefined || parsed.data.message !== undefined;
    return isSaid ? { kind: "refused", code: refusedWith } : { kind: "undecided" };
  }
  const id = (data?.data?.messages ?? data?.messages)?.[0]?.id;
  if (id !== undefined) return { kind: "accepted", waMessageId: id };
  if (refusedWith !== null && success === undefined) return { kind: "refused", code: refusedWith };
  return { kind: success === true ? "accepted_without_id" : "undecided" };
}
