import type { TemplateMessage } from "@/lib/whatsapp/luminous-client";

/**
 * Meta's form of a template whose body has these values in place of `{{1}}`, `{{2}}` … Its own form for codes
 * has a button that copies the code, and is refused unless the button gets it too. Pure.
 */
export function templateMessage(template: {
  name: string;
  language: string;
  category?: string | null | undefined;
  variables?: readonly string[] | null | undefined;
}): TemplateMessage {
  const parameters = (template.variables ?? []).map((text) => ({ type: "text", text }));
  const isCode = template.category?.toUpperCase() === "AUTHENTICATION";
  const components: object[] = parameters.length > 0 ? [{ type: "body", parameters }] : [];
  if (isCode && parameters[0]) {
    components.push({ type: "button", sub_type: "url", index: "0", parameters: [parameters[0]] });
  }
  return { name: template.name, language: template.language, components };
}
