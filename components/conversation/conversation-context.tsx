"use client";

import { createContext, useContext } from "react";
import type { Why } from "@/components/why/use-why";

type OpenConversation = {
  id: string;
  /** What to call the customer. */
  customer: string;
  /** The viewer's role may write. */
  canWrite: boolean;
  /** Goes to a bubble, loading around it where it is not at hand. */
  jumpTo: (seq: number) => void;
  /** Which reply's record is open. */
  why: Why;
};

const Context = createContext<OpenConversation | null>(null);

export const OpenConversationProvider = Context.Provider;

/** The conversation in which a bubble or note stands. */
export function useOpenConversation(): OpenConversation {
  const open = useContext(Context);
  if (!open) throw new Error("Outside of an open conversation");
  return open;
}
