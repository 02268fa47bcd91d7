import { z } from "zod";
import type { Reply } from "../providers/provider-request";
import type { Account } from "./account";

/** What one endpoint sees: the account that the path names (changes to it are kept), its other groups. */
export type AccountRequest = { account: Account; params: string[]; json: unknown; now: Date };

export type AccountEndpoint = {
  method: string;
  /** After `/v1/customers/:id`. */
  path: RegExp;
  handle(request: AccountRequest): Reply;
};

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const refusal = (status: number, code: string): Reply => ({
  status,
  body: { error: { code, message: code.replaceAll("_", " ") } },
});
export const notFound = () => refusal(404, "not_found");

/** The body in this shape; a ZodError becomes 422. */
export const readBody = <Schema extends z.ZodType>(schema: Schema, json: unknown) =>
  schema.parse(json);

export const priceSchema = z.object({ amount: z.number(), currency: z.literal("UGX") });
export const methodSchema = z.enum(["mtn_momo", "airtel_money", "pesapal_card"]);
export const newItemSchema = z.object({
  description: z.string().min(1),
  url: z.string().nullable(),
  quantity: z.number().int().positive(),
});
