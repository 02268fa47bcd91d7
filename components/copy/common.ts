/** Words used on every page. */
export const commonCopy = {
  product: "Parcelo",
  close: "Close",
  cancel: "Cancel",
  tryAgain: "Try again",
  undo: "Undo",
  notifications: "Notifications",
  loading: "Loading",
};
