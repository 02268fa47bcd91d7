/** What the list can show. Apart from the schemas, so that the browser gets the words without the parser. */
export const sessionFilters = [
  "open",
  "human",
  "mine",
  "closing",
  "unanswered",
  "failed",
  "opted_out",
  "closed",
  "all",
] as const;

/** Whose conversations; a colleague's id too. */
export const assigneeWords = ["anyone", "me", "nobody", "somebody"] as const;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The assignee that an address names, or anyone. */
export const readAssignee = (value: string): string =>
  assigneeWords.some((word) => word === value) || uuid.test(value) ? value : "anyone";
