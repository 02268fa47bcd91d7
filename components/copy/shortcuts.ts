/** The help sheet. */
export const shortcutsCopy = {
  title: "Keyboard shortcuts",
  description: "Single keys rest while you type.",
  groups: {
    list: "List",
    conversation: "Conversation",
    everywhere: "Everywhere",
  },
  search: "Search",
  next: "Next conversation",
  previous: "Previous conversation",
  open: "Open",
  back: "Back, or leave the field",
  reply: "Write a reply",
  takeOver: "Take over",
  handBack: "Hand back",
  undo: "Undo the last act",
  send: "Send",
  help: "This sheet",
};
