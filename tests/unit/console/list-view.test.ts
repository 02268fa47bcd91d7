import { describe, expect, it } from "vitest";
import { searchedView } from "@/components/sessions/searched-view";
import { listQuery } from "@/components/sessions/session-queries";
import { withoutUnread } from "@/components/sessions/use-mark-read";
import { describeQuery, viewOfQuery } from "@/components/sessions/view-of-query";
import type { SessionRow } from "@/lib/chat/console-schemas";
import { readListRequest } from "@/lib/chat/list-request";
import { viewToSave } from "@/lib/chat/view-schemas";

const someone = "5f0c7a52-6a0e-4f6e-9d0b-3f3a3c1d2e4f";

describe("a view of the list", () => {
  it.each([
    ["", { filter: "open", search: "", assignee: "anyone", unread: false }],
    [
      "filter=failed&assignee=me&unread=true&search=px+1",
      { filter: "failed", search: "px 1", assignee: "me", unread: true },
    ],
    [`assignee=${someone}`, { filter: "open", search: "", assignee: someone, unread: false }],
    [
      "filter=everything&assignee=%27or&unread=1",
      { filter: "open", search: "", assignee: "anyone", unread: false },
    ],
  ])("of the address %j is %j", (query, view) => {
    expect(readListRequest(new URLSearchParams(query))).toEqual(view);
  });

  it("says the same in the address and back", () => {
    for (const query of ["filter=human&assignee=nobody&unread=true", "filter=all", "filter=open"]) {
      expect(listQuery({ ...viewOfQuery(query), search: "" }).toString()).toBe(query);
    }
  });

  it("is everywhere while a search runs, and what it was after it", () => {
    const view = { filter: "mine", assignee: "me", unread: true, search: "" } as const;
    expect(searchedView({ ...view, search: "ruth" })).toEqual({
      filter: "all",
      assignee: "anyone",
      unread: false,
      search: "ruth",
    });
    expect(searchedView(view)).toBe(view);
  });

  it("has words for saving it", () => {
    expect(describeQuery("filter=human&assignee=nobody&unread=true")).toBe(
      "Needs a person, Nobody, Unread",
    );
    expect(describeQuery(`filter=open&assignee=${someone}`)).toBe("Open, One colleague");
  });

  it.each(["search=ruth", "filter=open&search=ruth", "filter=a b", "", "filter=open&"])(
    "is not saved as %j",
    (query) => {
      const view = { id: someone, name: "x", shared: false, query };
      expect(viewToSave.safeParse(view).success).toBe(false);
      expect(viewToSave.safeParse({ ...view, query: "filter=open" }).success).toBe(true);
    },
  );
});

describe("a conversation that was read", () => {
  const unreadAfter = (upto: number) => {
    const page = { next: null, counts: noCounts, as_of: "x", rows: [rowOf("a"), rowOf("b")] };
    const read = withoutUnread({ pageParams: [null], pages: [page] }, "a", upto);
    return read.pages[0]?.rows.map((each) => each.unread);
  };

  it("loses its mark, unless something came after what was read", () => {
    expect(unreadAfter(7)).toEqual([0, 2]);
    expect(unreadAfter(6)).toEqual([2, 2]);
  });
});

const noCounts = {
  open: 0,
  human: 0,
  mine: 0,
  closing: 0,
  unanswered: 0,
  failed: 0,
  opted_out: 0,
  unread: 0,
};

const rowOf = (id: string): SessionRow => ({
  id,
  name: null,
  number: null,
  status: "active",
  owner: "bot",
  owner_reason: null,
  assigned_to: null,
  assigned_name: null,
  consent: "pending",
  last_message_at: "x",
  last_seq: 7,
  unread: 2,
  window_expires_at: null,
  customer_waits: true,
  last_message: null,
  updated_at: "x",
});
