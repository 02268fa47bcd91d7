/** Words used on every page. */
export const commonCopy = {
  product: "Parcelo",
  close: "Close",
  cancel: "Cancel",
  tryAgain: "Try again",
  undo: "Undo",
  notUndone: (why: string) => `It could not be undone. ${why}`,
  copy: "Copy",
  copied: "Copied",
  copyRefused: "Not allowed here",
  save: "Save",
  saving: "Saving…",
  notifications: "Notifications",
  loading: "Loading",
};
