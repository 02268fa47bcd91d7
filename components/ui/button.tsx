import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";

const button = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-sm border text-xs font-medium whitespace-nowrap transition-colors duration-(--dur-1) select-none disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-faint max-tablet:text-sm",
  {
    variants: {
      variant: {
        primary: "border-ink bg-ink text-on-ink hover:opacity-90 disabled:hover:opacity-100",
        secondary: "border-line-strong bg-surface text-text hover:bg-hover",
        ghost:
          "border-transparent text-muted hover:bg-hover hover:text-ink disabled:border-transparent disabled:bg-transparent",
        danger: "border-bad-line bg-surface text-bad hover:bg-bad-soft",
      },
      size: {
        normal: "h-7 px-2.5 max-tablet:h-11 max-tablet:px-3.5",
        icon: "size-7 max-tablet:size-11",
        large: "h-10 px-4 text-sm",
      },
    },
    defaultVariants: { variant: "secondary", size: "normal" },
  },
);

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof button> & { asChild?: boolean };

/** One primary a view. `asChild` gives the look to a link. */
export function Button({ className, variant, size, asChild, type, ...props }: ButtonProps) {
  const classes = classNames(button({ variant, size }), className);
  if (asChild) return <Slot.Root className={classes} {...props} />;
  return <button type={type ?? "button"} className={classes} {...props} />;
}
