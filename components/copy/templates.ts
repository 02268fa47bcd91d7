/** The picker of approved templates. */
export const templatesCopy = {
  button: "Template",
  title: "Templates",
  search: (count: number) => (count === 1 ? "Search 1 template" : `Search ${count} templates`),
  none: "WhatsApp has approved no template for us yet. They are written in Luminous and appear here within minutes of their approval.",
  noMatch: "No template of this name or text",
  pick: "Pick a template. Arrow keys move, Enter opens it.",
  variable: (number: number) => `Value for {{${number}}}`,
  variableMissing: "Fill this in: WhatsApp refuses an empty value.",
  variableInvalid: "One line, at most 1,024 characters, no long runs of spaces.",
  preview: "What the customer will read",
  send: "Send template",
  sending: "Queueing",
  back: "Back to the reply",
  otherTemplate: "Another template",
  categories: {
    MARKETING: "Marketing",
    UTILITY: "Utility",
    AUTHENTICATION: "Authentication",
  } as Record<string, string>,
  noCategory: "No category",
};
