"use client";

import type { ExternalToast } from "sonner";

type ToastOptions = Pick<ExternalToast, "action" | "onDismiss" | "onAutoClose">;
export type Said = ToastOptions & { id: string; sentence: string; isFailure: boolean };
type Toaster = { show: (said: Said) => void; hide: (id: string) => void };

let toaster: Toaster | null = null;
let waiting: Said[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function say(sentence: string, options: ToastOptions, isFailure: boolean): string {
  lastId += 1;
  const said = { ...options, sentence, isFailure, id: `toast-${lastId}` };
  if (toaster) toaster.show(said);
  else {
    waiting = [...waiting, said];
    for (const listener of listeners) listener();
  }
  return said.id;
}

/**
 * Says in a toast what happened. The code that draws toasts is loaded when the first one is said; what is
 * said before waits for it. Answers an id with which `dismissToast` takes it away. A failure is said at
 * the place where it arose; `toast.error` is for an act by key that has no such place.
 */
export const toast = Object.assign(
  (sentence: string, options: ToastOptions = {}) => say(sentence, options, false),
  { error: (sentence: string, options: ToastOptions = {}) => say(sentence, options, true) },
);

export function dismissToast(id: string): void {
  waiting = waiting.filter((said) => said.id !== id);
  toaster?.hide(id);
}

/** For the Toaster alone: it takes over what waits, and everything from then on. */
export function connectToaster(connected: Toaster): () => void {
  toaster = connected;
  for (const said of waiting) connected.show(said);
  waiting = [];
  return () => {
    toaster = null;
  };
}

/** For the Toaster alone: whether something waits for it. */
export const toastWaits = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  read: () => waiting.length > 0,
};
