import { z } from "zod";

/** A thing the customer wants. The link stays data: nothing here opens it. */
export const newItem = z.strictObject({
  description: z.string().trim().min(1).max(300).describe("What it is, with size and colour."),
  url: z.string().max(1_000).nullable().describe("The shop's page, if the customer gave it."),
  quantity: z.number().int().min(1).max(1_000),
});
