"use client";

import { Slot } from "radix-ui";
import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useState,
} from "react";
import { errorsCopy } from "@/components/copy/errors";
import { toast } from "@/components/ui/toast";

type Parts = typeof import("@/components/ui/menu-parts");

const Context = createContext<Parts | null>(null);
const load = () => import("@/components/ui/menu-parts");

type MenuProps = { trigger: ReactNode; align?: "start" | "end"; children: ReactNode };

/**
 * A dropdown of actions. `trigger` is one button. The code of menus comes when the first one is wanted, so
 * that no page waits for it; what is inside is not rendered before.
 */
export function Menu({ trigger, align = "end", children }: MenuProps) {
  const [parts, setParts] = useState<Parts | null>(null);
  if (parts) {
    return (
      <Context value={parts}>
        <parts.Root trigger={trigger} align={align}>
          {children}
        </parts.Root>
      </Context>
    );
  }
  const open = () => load().then(setParts, () => toast.error(errorsCopy.offline ?? ""));
  const openByKey = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    void open();
  };
  return (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void load().catch(() => undefined)}
      onClick={() => void open()}
      onKeyDown={openByKey}
    >
      {trigger}
    </Slot.Root>
  );
}

export function MenuItem(props: ComponentProps<Parts["Item"]>) {
  const parts = useContext(Context);
  return parts && <parts.Item {...props} />;
}

export function MenuLabel(props: ComponentProps<Parts["Label"]>) {
  const parts = useContext(Context);
  return parts && <parts.Label {...props} />;
}

export function MenuSeparator() {
  const parts = useContext(Context);
  return parts && <parts.Separator />;
}

export function MenuChoices(props: ComponentProps<Parts["Choices"]>) {
  const parts = useContext(Context);
  return parts && <parts.Choices {...props} />;
}

export function MenuChoice(props: ComponentProps<Parts["Choice"]>) {
  const parts = useContext(Context);
  return parts && <parts.Choice {...props} />;
}
