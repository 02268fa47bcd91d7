import Link from "next/link";
import { frameCopy } from "@/components/copy/frame";
import type { NavItem } from "@/components/frame/nav-items";
import { classNames } from "@/components/ui/class-names";

type NavLinkProps = { item: NavItem; isCurrent: boolean; waiting: number };

/** One page of the navigation, with the number of things there that wait on a person. */
export function NavLink({ item, isCurrent, waiting }: NavLinkProps) {
  const Icon = item.icon;
  return (
    <Link
      href={item.href}
      aria-current={isCurrent ? "page" : undefined}
      title={item.label}
      className={classNames(
        "relative flex h-8 items-center gap-2.5 rounded-sm px-2 font-medium text-muted text-xs hover:bg-hover hover:text-ink max-wide:h-9 max-wide:justify-center max-wide:px-0",
        isCurrent && "bg-hover text-ink shadow-[inset_2px_0_0_var(--ink)]",
      )}
    >
      <Icon aria-hidden="true" className="size-[17px] shrink-0" strokeWidth={1.8} />
      <span className="truncate max-wide:sr-only">{item.label}</span>
      {waiting > 0 && (
        <span className="ml-auto text-2xs text-bad tabular-nums max-wide:absolute max-wide:top-0.5 max-wide:right-0.5 max-wide:rounded-full max-wide:bg-bad-soft max-wide:px-1 max-wide:leading-4">
          <span aria-hidden="true">{frameCopy.badge(waiting)}</span>
          <span className="sr-only">{frameCopy.waiting(waiting)}</span>
        </span>
      )}
    </Link>
  );
}
