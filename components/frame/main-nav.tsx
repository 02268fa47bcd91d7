"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { frameCopy } from "@/components/copy/frame";
import { AccountMenu, type AccountProps } from "@/components/frame/account-menu";
import { navFor } from "@/components/frame/nav-items";
import { Avatar } from "@/components/ui/avatar";
import { classNames } from "@/components/ui/class-names";
import { ParceloMark } from "@/components/ui/parcelo-mark";
import { Tooltip } from "@/components/ui/tooltip";

/** The rail: icons with named tooltips. On a phone the tab bar takes its place. */
export function MainNav(account: AccountProps) {
  const path = usePathname();
  return (
    <nav
      aria-label={frameCopy.navigation}
      className="flex w-(--rail) shrink-0 flex-col items-stretch gap-1 border-r border-line bg-canvas px-2 py-2.5 max-tablet:hidden"
    >
      <span className="grid h-9 place-items-center">
        <ParceloMark className="size-[22px]" />
      </span>
      {navFor(account.viewer.role).map((section) => (
        <ul key={section.title} aria-label={section.title} className="mt-1 grid gap-0.5">
          {section.items.map(({ href, label, icon: Icon }) => {
            const current = path.startsWith(href);
            return (
              <li key={href}>
                <Tooltip content={label} side="right">
                  <Link
                    href={href}
                    aria-label={label}
                    aria-current={current ? "page" : undefined}
                    className={classNames(
                      "grid h-9 place-items-center rounded-sm text-muted hover:bg-hover hover:text-ink",
                      current && "bg-hover text-ink shadow-[inset_2px_0_0_var(--ink)]",
                    )}
                  >
                    <Icon aria-hidden="true" className="size-[17px]" strokeWidth={1.8} />
                  </Link>
                </Tooltip>
              </li>
            );
          })}
        </ul>
      ))}
      <div className="mt-auto grid justify-items-center">
        <AccountMenu
          {...account}
          align="start"
          trigger={
            <button
              type="button"
              aria-label={frameCopy.account}
              title={`${account.viewer.name}, ${frameCopy.roles[account.viewer.role]}`}
              className="grid size-9 place-items-center rounded-full hover:bg-hover"
            >
              <Avatar name={account.viewer.name} tone="staff" />
            </button>
          }
        />
      </div>
    </nav>
  );
}
