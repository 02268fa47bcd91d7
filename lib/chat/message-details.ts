import { z } from "zod";

const text = z.string().nullable().catch(null);
const number = z.number().nullable().catch(null);
const orNothing = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/**
 * What a kind of message carries beside its words. It was written by a customer's phone, so a part
 * that is not what it should be counts as absent: it must not keep the conversation from being read.
 */
export const messageDetails = z
  .object({
    voice: orNothing(z.boolean()),
    forwarded: orNothing(z.boolean()),
    location: orNothing(z.object({ latitude: z.number(), longitude: z.number() })),
    order: orNothing(
      z.object({
        items: z.array(
          z.object({
            product_retailer_id: text.default(null),
            quantity: number.default(null),
            shown_price: number.default(null),
            currency: text.default(null),
          }),
        ),
      }),
    ),
    referral: orNothing(
      z.object({
        headline: text.default(null),
        body: text.default(null),
        source_url: text.default(null),
      }),
    ),
    template: orNothing(z.object({ name: z.string(), language: z.string() })),
  })
  .nullable();

export type MessageDetails = NonNullable<z.infer<typeof messageDetails>>;
