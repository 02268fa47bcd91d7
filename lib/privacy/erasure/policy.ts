/**
 * What an erasure does to each store, in order: the one table that the work, the preview, the progress
 * and the certificate are made from. Change it and raise the version: certificates name it.
 */
export const policyVersion = 1;

/** deleted: rows or files go. anonymised: a row stays that says nothing of anybody. kept: only a keyed hash. */
export type ErasureAct = "deleted" | "anonymised" | "hashed" | "stopped" | "checked" | "issued";

export const erasurePolicy = [
  { store: "fence", act: "hashed" },
  { store: "under_way", act: "stopped" },
  { store: "wamids", act: "hashed" },
  // Both find their rows by the ids of what is deleted further down.
  { store: "jobs", act: "deleted" },
  { store: "audit", act: "anonymised" },
  { store: "media", act: "deleted" },
  { store: "objects", act: "deleted" },
  { store: "vectors", act: "deleted" },
  { store: "recall", act: "deleted" },
  { store: "prompts", act: "deleted" },
  { store: "tools", act: "deleted" },
  { store: "summaries", act: "deleted" },
  { store: "notes", act: "deleted" },
  { store: "feedback", act: "deleted" },
  { store: "tickets", act: "deleted" },
  { store: "sends", act: "deleted" },
  { store: "messages", act: "deleted" },
  { store: "turns", act: "deleted" },
  { store: "events", act: "hashed" },
  { store: "consent", act: "anonymised" },
  { store: "requests", act: "anonymised" },
  { store: "sessions", act: "deleted" },
  { store: "customer", act: "anonymised" },
  { store: "mentions", act: "anonymised" },
  { store: "check", act: "checked" },
  { store: "certificate", act: "issued" },
] as const satisfies readonly { store: string; act: ErasureAct }[];

export type ErasureStore = (typeof erasurePolicy)[number]["store"];
export const erasureStores: readonly ErasureStore[] = erasurePolicy.map(({ store }) => store);

/** Stores that need the key of the hashes or the files, and so the service; the database does the others. */
export const servedStores = [
  "fence",
  "wamids",
  "objects",
  "events",
] as const satisfies readonly ErasureStore[];
export type ServedStore = (typeof servedStores)[number];
