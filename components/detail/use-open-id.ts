"use client";

import { parseAsString, useQueryState } from "nuqs";

/**
 * The open row of a list, in the address as `?open=`: a link to it can be shared. Opening adds a step to
 * the history, so that a phone's Back closes it; going from row to row does not.
 */
export function useOpenId() {
  const [openId, setOpenId] = useQueryState("open", parseAsString);
  return {
    openId,
    open: (id: string) => void setOpenId(id, { history: openId === null ? "push" : "replace" }),
    close: () => void setOpenId(null, { history: "replace" }),
  };
}
