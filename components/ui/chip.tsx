import { cva, type VariantProps } from "class-variance-authority";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

const chip = cva(
  "inline-flex h-5 shrink-0 items-center gap-1 rounded-xs border pr-1.5 pl-1 text-2xs font-medium whitespace-nowrap [&>svg]:size-3 [&>svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "border-customer-line bg-customer-soft text-muted",
        bot: "border-bot-line bg-bot-soft text-bot",
        human: "border-human-line bg-human-soft text-human",
        good: "border-good-line bg-good-soft text-good",
        warn: "border-warn-line bg-warn-soft text-warn",
        bad: "border-bad-line bg-bad-soft text-bad",
        info: "border-info-line bg-info-soft text-info",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type ChipTone = NonNullable<VariantProps<typeof chip>["tone"]>;

type ChipProps = { icon: LucideIcon; tone?: ChipTone; className?: string; children: ReactNode };

/** One fact: always an icon and a word, so that colour is never alone. */
export function Chip({ icon: Icon, tone, className, children }: ChipProps) {
  return (
    <span className={classNames(chip({ tone }), className)}>
      <Icon aria-hidden="true" strokeWidth={2} />
      <span className="truncate">{children}</span>
    </span>
  );
}
