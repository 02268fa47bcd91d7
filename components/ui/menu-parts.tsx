"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

const row =
  "flex h-8 cursor-default items-center gap-2.5 rounded-sm px-2 text-xs text-text outline-none select-none data-highlighted:bg-hover data-highlighted:text-ink max-tablet:h-11 max-tablet:text-sm [&>svg]:size-4 [&>svg]:text-muted";

type RootProps = { trigger: ReactNode; align: "start" | "end"; children: ReactNode };

/** Open from its first moment: it is loaded because somebody pressed its button. */
export function Root({ trigger, align, children }: RootProps) {
  return (
    <Radix.Root defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 animate-enter overflow-y-auto rounded-md bg-raised p-1.5 shadow-raised"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function Item(props: ComponentProps<typeof Radix.Item>) {
  return <Radix.Item className={row} {...props} />;
}

export function Label({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-2xs text-muted">{children}</Radix.Label>;
}

export function Separator() {
  return <Radix.Separator className="mx-1 my-1.5 border-t border-line" />;
}

export const Choices = Radix.RadioGroup;

export function Choice({ children, ...props }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={row} {...props}>
      {children}
      <Radix.ItemIndicator className="ml-auto">
        <Check aria-hidden="true" className="size-3.5" />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  );
}
