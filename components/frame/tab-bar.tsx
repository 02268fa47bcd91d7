"use client";

import { Ellipsis, Search, UserRound } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { frameCopy } from "@/components/copy/frame";
import { AccountMenu, type AccountProps } from "@/components/frame/account-menu";
import { type NavItem, navFor } from "@/components/frame/nav-items";
import { useBadges } from "@/components/frame/use-badges";
import { classNames } from "@/components/ui/class-names";

const tab =
  "relative grid h-13 w-full place-content-center justify-items-center gap-0.5 text-2xs text-muted";
/** As many as fit beside "More" at 360 px. */
const mostTabs = 4;

/** Navigation of a phone. A detail page (two parts or more in its address) takes the whole screen instead. */
export function TabBar({ onPalette, ...account }: AccountProps & { onPalette: () => void }) {
  const path = usePathname();
  const badges = useBadges();
  const [isOpen, setOpen] = useState(false);
  if (path.split("/").length > 2) return null;
  const items = navFor(account.viewer.role).flatMap((section) => section.items);
  const others = items.slice(mostTabs);
  const isCurrent = ({ href }: NavItem) => path.startsWith(href);
  return (
    <nav
      aria-label={frameCopy.navigation}
      onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
      className="shrink-0 border-line border-t bg-canvas pb-[env(safe-area-inset-bottom)] tablet:hidden print:hidden"
    >
      {isOpen && (
        <ul className="grid grid-cols-2 gap-1 border-line border-b p-2">
          {others.map((item) => (
            <li key={item.href}>
              <Link
                href={item.href}
                aria-current={isCurrent(item) ? "page" : undefined}
                onClick={() => setOpen(false)}
                className="flex h-11 items-center gap-2.5 rounded-sm px-2.5 text-sm text-text aria-[current]:bg-hover aria-[current]:text-ink"
              >
                <item.icon aria-hidden="true" className="size-4.5" strokeWidth={1.8} />
                {item.label}
              </Link>
            </li>
          ))}
          <li>
            <button
              type="button"
              onClick={() => {
                setOpen(false);
                onPalette();
              }}
              className="flex h-11 w-full items-center gap-2.5 rounded-sm px-2.5 text-sm text-text"
            >
              <Search aria-hidden="true" className="size-4.5" strokeWidth={1.8} />
              {frameCopy.palette.open}
            </button>
          </li>
          <li>
            <AccountMenu
              {...account}
              className="flex h-11 w-full items-center gap-2.5 rounded-sm px-2.5 text-sm text-text"
            >
              <UserRound aria-hidden="true" className="size-4.5" strokeWidth={1.8} />
              {account.viewer.name}
            </AccountMenu>
          </li>
        </ul>
      )}
      <div className="grid auto-cols-fr grid-flow-col">
        {items.slice(0, mostTabs).map((item) => {
          const waiting = badges[item.badge ?? ""] ?? 0;
          return (
            <Link
              key={item.href}
              href={item.href}
              aria-current={isCurrent(item) ? "page" : undefined}
              className={classNames(tab, isCurrent(item) && "font-semibold text-ink")}
            >
              <item.icon aria-hidden="true" className="size-5" strokeWidth={1.8} />
              {item.label}
              {waiting > 0 && (
                <span className="absolute top-1 left-1/2 ml-1.5 rounded-full bg-bad-soft px-1 text-bad leading-4 tabular-nums">
                  <span aria-hidden="true">{frameCopy.badge(waiting)}</span>
                  <span className="sr-only">{frameCopy.waiting(waiting)}</span>
                </span>
              )}
            </Link>
          );
        })}
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className={classNames(tab, others.some(isCurrent) && "font-semibold text-ink")}
        >
          <Ellipsis aria-hidden="true" className="size-5" strokeWidth={1.8} />
          {frameCopy.more}
        </button>
      </div>
    </nav>
  );
}
