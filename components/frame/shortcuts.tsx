"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";
import { isTypingTarget } from "@/components/frame/is-typing-target";

type Handler = (event: KeyboardEvent) => void;
type Entry = { handler: Handler; label: string | undefined; isOff: boolean };
type Registered = { current: Entry };

export type ActiveShortcut = { key: string; label: string | undefined; run: Handler };

type Registry = {
  register: (key: string, entry: Registered) => () => void;
  /** What works now: the newest registration of each key. */
  active: () => ActiveShortcut[];
};

const Context = createContext<Registry | null>(null);

/** How long the second key of a chord may take, in milliseconds. */
const chordMs = 1_500;

type ShortcutProviderProps = {
  onHelp: () => void;
  onPalette: () => void;
  /** Ctrl or ⌘ went down: K may follow. */
  onPaletteSoon: () => void;
  /** Something was asked for whose dialog is still loading: what is typed now is meant for it. */
  isResting: boolean;
  /** Runs the letter that follows G. */
  onChord: (letter: string) => void;
  children: ReactNode;
};

/**
 * Single-key shortcuts of the console. They rest while somebody types, in dialogs and menus, and with
 * Ctrl, Alt or ⌘ held. The newest registration of a key wins, so that a page can refine its frame.
 * Ctrl K or ⌘K opens the palette from anywhere; G and a letter goes to a page.
 */
export function ShortcutProvider({ children, ...given }: ShortcutProviderProps) {
  const stacks = useRef(new Map<string, Registered[]>());
  const latest = useRef(given);
  const chordUntil = useRef(0);
  useEffect(() => {
    latest.current = given;
  });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (key === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        latest.current.onPalette();
        return;
      }
      if (key === "Control" || key === "Meta") latest.current.onPaletteSoon();
      if (event.ctrlKey || event.metaKey || event.altKey || latest.current.isResting) return;
      if (document.querySelector('[role="dialog"], [role="menu"]')) return;
      if (isTypingTarget(event.target) && event.key !== "Escape") return;
      if (event.key === "?") {
        event.preventDefault();
        latest.current.onHelp();
        return;
      }
      if (event.timeStamp < chordUntil.current) {
        chordUntil.current = 0;
        if (/^[a-z]$/.test(key)) {
          event.preventDefault();
          latest.current.onChord(key);
          return;
        }
      }
      if (key === "g") {
        chordUntil.current = event.timeStamp + chordMs;
        return;
      }
      worksNow(stacks.current.get(key))?.handler(event);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  const registry: Registry = {
    register: (key, entry) => {
      const stack = stacks.current.get(key) ?? [];
      stacks.current.set(key, [...stack, entry]);
      return () => {
        const now = stacks.current.get(key) ?? [];
        stacks.current.set(
          key,
          now.filter((other) => other !== entry),
        );
      };
    },
    active: () =>
      [...stacks.current].flatMap(([key, stack]) => {
        const entry = worksNow(stack);
        return entry ? [{ key, label: entry.label, run: entry.handler }] : [];
      }),
  };
  return <Context value={registry}>{children}</Context>;
}

/** The newest registration of a key that is not off. */
const worksNow = (stack: Registered[] | undefined) =>
  stack?.findLast(({ current }) => !current.isOff)?.current;

/**
 * Runs `handler` on a key while the component is mounted. Letters are given in lower case. The help sheet
 * and the palette show it with `label`, or with what the key usually means. While `isOff` (what it does
 * cannot be done now) the key is neither shown nor heard.
 */
export function useShortcut(key: string, handler: Handler, label?: string, isOff = false): void {
  const registry = useContext(Context);
  const latest = useRef<Entry>({ handler, label, isOff });
  useEffect(() => {
    latest.current = { handler, label, isOff };
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the registry keeps its maps in a ref
  useEffect(() => registry?.register(key, latest), [key]);
}

/** Asks, at the moment of the call, which shortcuts work on this page. */
export function useActiveShortcuts(): () => ActiveShortcut[] {
  const registry = useContext(Context);
  return () => registry?.active() ?? [];
}
