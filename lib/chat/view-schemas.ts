import { z } from "zod";

/** Filters as the address has them; never the words of a search, which may be somebody's name. */
const viewQuery = z
  .string()
  .max(300)
  .regex(/^(filter|assignee|unread)=[a-z0-9_-]+(&(filter|assignee|unread)=[a-z0-9_-]+){0,2}$/);

export const savedView = z.object({
  id: z.uuid(),
  name: z.string(),
  query: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
});

export const savedViews = z.array(savedView);

export const viewToSave = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(60),
  query: viewQuery,
  shared: z.boolean(),
});

export type SavedView = z.infer<typeof savedView>;
export type ViewToSave = z.infer<typeof viewToSave>;
