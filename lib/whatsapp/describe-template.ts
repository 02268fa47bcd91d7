import { z } from "zod";
import type { Template } from "@/lib/whatsapp/list-templates";

const component = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  format: z.string().optional(),
});

export type DescribedTemplate = {
  name: string;
  language: string;
  category: string | null;
  status: string | null;
  /** The text of the body with `{{1}}` in place of variables. */
  body: string;
  variable_count: number;
  components: { [key: string]: unknown; type: string }[];
};

/**
 * A listed template as the console offers it, or null for one that staff cannot fill in here: no
 * body, named variables, or variables and media in its header. Pure.
 */
export function describeTemplate(template: Template): DescribedTemplate | null {
  const components = z.array(component).safeParse(template.components);
  if (!components.success) return null;
  const body = components.data.find((part) => part.type.toUpperCase() === "BODY")?.text;
  const header = components.data.find((part) => part.type.toUpperCase() === "HEADER");
  const plainHeader = !header || (header.format ?? "TEXT").toUpperCase() === "TEXT";
  if (!body || !plainHeader || /\{\{/.test(header?.text ?? "")) return null;
  const variables = [...body.matchAll(/\{\{\s*([^{}]{1,40}?)\s*\}\}/g)].map(
    ([, name = ""]) => name,
  );
  if (variables.some((name) => !/^\d{1,2}$/.test(name))) return null;
  return {
    name: template.name,
    language: template.language,
    category: template.category,
    status: template.status,
    body,
    variable_count: Math.max(0, ...variables.map(Number)),
    components: components.data,
  };
}
