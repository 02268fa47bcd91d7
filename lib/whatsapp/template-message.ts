import type { TemplateMessage } from "@/lib/whatsapp/luminous-client";

/** Meta's form of a template whose body has these values in place of `{{1}}`, `{{2}}` … Pure. */
export function templateMessage(template: {
  name: string;
  language: string;
  variables?: readonly string[] | null | undefined;
}): TemplateMessage {
  const parameters = (template.variables ?? []).map((text) => ({ type: "text", text }));
  return {
    name: template.name,
    language: template.language,
    components: parameters.length > 0 ? [{ type: "body", parameters }] : [],
  };
}
