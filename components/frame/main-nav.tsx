"use client";

import { Search } from "lucide-react";
import { usePathname } from "next/navigation";
import { useModifier } from "@/components/composer/use-modifier";
import { commonCopy } from "@/components/copy/common";
import { frameCopy } from "@/components/copy/frame";
import { AccountMenu, type AccountProps } from "@/components/frame/account-menu";
import { navFor } from "@/components/frame/nav-items";
import { NavLink } from "@/components/frame/nav-link";
import { ReadyMark } from "@/components/frame/ready-mark";
import { useBadges } from "@/components/frame/use-badges";
import { Avatar } from "@/components/ui/avatar";
import { Key } from "@/components/ui/key";
import { ParceloMark } from "@/components/ui/parcelo-mark";

type MainNavProps = AccountProps & {
  onPalette: () => void;
  /** The palette will probably be asked for. */
  onPaletteSoon: () => void;
};

/** Navigation of a wide screen; under 1200 px a rail of icons. On a phone the tab bar takes its place. */
export function MainNav({ onPalette, onPaletteSoon, ...account }: MainNavProps) {
  const path = usePathname();
  const badges = useBadges();
  const modifier = useModifier();
  return (
    <nav
      aria-label={frameCopy.navigation}
      className="flex w-(--nav) shrink-0 flex-col gap-1 overflow-y-auto border-line border-r bg-canvas px-2 py-2.5 max-wide:w-(--rail) max-tablet:hidden print:hidden"
    >
      <span className="flex h-9 items-center gap-2.5 px-2 font-semibold text-ink max-wide:justify-center max-wide:px-0">
        <ParceloMark className="size-[22px]" />
        <span className="max-wide:sr-only">{commonCopy.product}</span>
      </span>
      <button
        type="button"
        onClick={onPalette}
        onPointerEnter={onPaletteSoon}
        className="mt-1 flex h-8 items-center gap-2 rounded-sm border border-line-strong bg-surface px-2 text-muted text-xs hover:bg-hover max-wide:justify-center max-wide:px-0"
      >
        <Search aria-hidden="true" className="size-3.5 shrink-0" />
        <span className="truncate max-wide:sr-only">{frameCopy.palette.open}</span>
        <span className="ml-auto max-wide:hidden">
          <Key>{`${modifier} K`}</Key>
        </span>
      </button>
      {navFor(account.viewer.role).map((section) => (
        <div key={section.title ?? "top"} className="mt-2">
          {section.title && (
            <h2 className="px-2 pb-1 text-2xs text-muted max-wide:sr-only">{section.title}</h2>
          )}
          <ul className="grid gap-0.5">
            {section.items.map((item) => (
              <li key={item.href}>
                <NavLink
                  item={item}
                  isCurrent={path === item.href || path.startsWith(`${item.href}/`)}
                  waiting={badges[item.badge ?? ""] ?? 0}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <div className="mt-auto grid gap-1 pt-2">
        <ReadyMark />
        <AccountMenu
          {...account}
          className="flex w-full items-center gap-2.5 rounded-sm p-1.5 text-left hover:bg-hover max-wide:justify-center max-wide:p-0.5"
        >
          <Avatar name={account.viewer.name} tone="staff" />
          <span className="min-w-0 max-wide:hidden">
            <span className="block truncate font-medium text-ink text-xs">
              {account.viewer.name}
            </span>
            <span className="block text-2xs text-muted">
              {frameCopy.roles[account.viewer.role]}
            </span>
          </span>
        </AccountMenu>
      </div>
    </nav>
  );
}
