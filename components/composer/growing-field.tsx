"use client";

import { type ComponentProps, type RefObject, useEffect } from "react";
import { classNames } from "@/components/ui/class-names";

type GrowingFieldProps = ComponentProps<"textarea"> & {
  ref: RefObject<HTMLTextAreaElement | null>;
};

/** A field that grows with its text up to a third of the screen. */
export function GrowingField({ className, ref, ...props }: GrowingFieldProps) {
  useEffect(() => {
    const field = ref.current;
    if (!field || CSS.supports("field-sizing", "content")) return;
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 200)}px`;
  });
  return (
    <textarea
      ref={ref}
      rows={1}
      className={classNames(
        "block field-sizing-content max-h-50 min-h-10 w-full resize-none bg-transparent px-3 py-2 leading-5 text-ink outline-none max-tablet:text-lg",
        className,
      )}
      {...props}
    />
  );
}
