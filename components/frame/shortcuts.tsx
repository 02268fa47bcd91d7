"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";
import { isTypingTarget } from "@/components/frame/is-typing-target";

type Handler = (event: KeyboardEvent) => void;
type Registry = { register: (key: string, handler: { current: Handler }) => () => void };

const Context = createContext<Registry | null>(null);

/**
 * Single-key shortcuts of the console. They rest while somebody types, in dialogs and menus, and with
 * Ctrl, Alt or ⌘ held. The newest registration of a key wins, so that a page can refine its frame.
 */
export function ShortcutProvider({
  onHelp,
  children,
}: {
  onHelp: () => void;
  children: ReactNode;
}) {
  const stacks = useRef(new Map<string, { current: Handler }[]>());
  const help = useRef(onHelp);
  useEffect(() => {
    help.current = onHelp;
  });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.isComposing || document.querySelector('[role="dialog"], [role="menu"]')) return;
      if (isTypingTarget(event.target) && event.key !== "Escape") return;
      if (event.key === "?") {
        event.preventDefault();
        help.current();
        return;
      }
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      stacks.current.get(key)?.at(-1)?.current(event);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  const registry: Registry = {
    register: (key, handler) => {
      const stack = stacks.current.get(key) ?? [];
      stacks.current.set(key, [...stack, handler]);
      return () => {
        const now = stacks.current.get(key) ?? [];
        stacks.current.set(
          key,
          now.filter((other) => other !== handler),
        );
      };
    },
  };
  return <Context value={registry}>{children}</Context>;
}

/** Runs `handler` on a key while the component is mounted. Letters are given in lower case. */
export function useShortcut(key: string, handler: Handler): void {
  const registry = useContext(Context);
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the registry keeps its maps in a ref
  useEffect(() => registry?.register(key, latest), [key]);
}
