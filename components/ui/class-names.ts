import { type ClassValue, clsx } from "clsx";
import { twMerge } from "tailwind-merge";

/** Joins class names; of two utilities for one property the later wins. */
export function classNames(...parts: ClassValue[]): string {
  return twMerge(clsx(parts));
}
