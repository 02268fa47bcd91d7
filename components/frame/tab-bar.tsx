"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { frameCopy } from "@/components/copy/frame";
import { AccountMenu, type AccountProps } from "@/components/frame/account-menu";
import { navFor } from "@/components/frame/nav-items";
import { classNames } from "@/components/ui/class-names";

const tab = "grid h-13 place-content-center justify-items-center gap-0.5 text-2xs text-muted";

/** Navigation of a phone. A detail page (two parts or more in its address) takes the whole screen instead. */
export function TabBar(account: AccountProps) {
  const path = usePathname();
  if (path.split("/").length > 2) return null;
  return (
    <nav
      aria-label={frameCopy.navigation}
      className="grid shrink-0 auto-cols-fr grid-flow-col border-t border-line bg-canvas pb-[env(safe-area-inset-bottom)] tablet:hidden"
    >
      {navFor(account.viewer.role)
        .flatMap((section) => section.items)
        .map(({ href, label, icon: Icon }) => (
          <Link
            key={href}
            href={href}
            aria-current={path.startsWith(href) ? "page" : undefined}
            className={classNames(tab, path.startsWith(href) && "font-semibold text-ink")}
          >
            <Icon aria-hidden="true" className="size-5" strokeWidth={1.8} />
            {label}
          </Link>
        ))}
      <AccountMenu
        {...account}
        align="end"
        trigger={
          <button type="button" className={tab}>
            <Ellipsis aria-hidden="true" className="size-5" strokeWidth={1.8} />
            {frameCopy.more}
          </button>
        }
      />
    </nav>
  );
}
