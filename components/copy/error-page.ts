/** Pages shown when a page fails. */
export const errorPageCopy = {
  title: "This page could not be shown",
  body: "The server had an error. Nothing was changed, and messages are still being stored.",
  notFoundTitle: "There is no such page",
  notFoundBody: "The address may be incomplete.",
  home: "Go to sessions",
};
