/** The help sheet, and what each key usually means; a page may name its own. */
export const shortcutsCopy = {
  title: "Keyboard shortcuts",
  description: "Single keys rest while you type.",
  groups: { page: "On this page", go: "Go to a page", everywhere: "Everywhere" },
  /** By key, in the order in which the sheet lists them. */
  meanings: {
    "/": "Search",
    j: "Next",
    k: "Previous",
    Enter: "Open",
    x: "Select",
    v: "Saved filters",
    r: "Write a reply",
    t: "Take over",
    h: "Hand back",
    a: "Assign to a colleague",
    n: "Write a note for colleagues",
    e: "Close, or open again",
    i: "About the customer",
    "[": "Why of the reply before",
    "]": "Why of the next reply",
    z: "Undo the last act",
    Escape: "Back, or leave the field",
  } as Record<string, string>,
  /** In the composer, where single keys rest. */
  writing: {
    canned: "Canned replies, on an empty line of the reply",
    template: "Templates, from the reply",
    send: "Send",
  },
  palette: "Command palette",
  help: "This sheet",
};
