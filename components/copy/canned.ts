/** Canned replies: the list at the field and the page where they are kept. */
export const cannedCopy = {
  title: "Canned replies",
  description: "Type / on an empty line of a reply to use one.",
  button: "Canned",
  manage: "Add or change canned replies",
  none: "No canned replies yet. Add the answers that you give again and again.",
  noMatch: "No canned reply has this name.",
  add: "Add a canned reply",
  edit: (title: string) => `Change ${title}`,
  delete: (title: string) => `Delete ${title}`,
  deleted: (title: string) => `${title} is deleted.`,
  save: "Save",
  fields: {
    title: "Title",
    shortcut: "Shortcut",
    shortcutHint: "Lower-case letters, digits, - and _; typed after /",
    body: "Text",
    bodyHint: "Names are filled in: {{customer_name}}, {{customer_first_name}}, {{my_name}}",
  },
  unknown: (names: string) => `Nobody can fill in ${names}. Use one of the names below.`,
  back: "Back to the list",
};
