import type { ListView } from "@/components/sessions/session-queries";

/** A search looks everywhere: whom staff look for may be closed, or a colleague's. The filters come back after it. */
export const searchedView = (view: ListView): ListView =>
  view.search ? { filter: "all", assignee: "anyone", unread: false, search: view.search } : view;
