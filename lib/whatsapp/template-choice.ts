import { z } from "zod";

/** A template as staff pick it. `category` is Meta's word: UTILITY, MARKETING, AUTHENTICATION. */
export const templateChoice = z.object({
  id: z.uuid(),
  name: z.string(),
  language: z.string(),
  category: z.string().nullable(),
  status: z.string().nullable(),
  body: z.string(),
  variable_count: z.int(),
  synced_at: z.string(),
});
export type TemplateChoice = z.infer<typeof templateChoice>;

/** Meta allows no line breaks, tabs or runs of spaces in a variable. */
export const templateVariable = z
  .string()
  .trim()
  .min(1)
  .max(1_024)
  .regex(/^[^\n\r\t]*$/)
  .refine((value) => !/ {5}/.test(value));

export const templateOrder = z.object({
  template_id: z.uuid(),
  variables: z.array(templateVariable).max(50),
  client_key: z.uuid(),
});
export type TemplateOrder = z.infer<typeof templateOrder>;
