"use client";

import { Blocks, Keyboard, LogOut, Monitor, Moon, Smartphone, Sun, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { frameCopy } from "@/components/copy/frame";
import type { Viewer } from "@/components/frame/console-frame";
import { parseTheme } from "@/components/frame/theme-cookie";
import { useTheme } from "@/components/frame/use-theme";
import {
  Menu,
  MenuChoice,
  MenuChoices,
  MenuItem,
  MenuLabel,
  MenuSeparator,
} from "@/components/ui/menu";

export type AccountProps = {
  viewer: Viewer;
  hasSimulator: boolean;
  /** The page of the console's parts, for those who build it. */
  hasParts: boolean;
  signOut: () => Promise<void>;
  onHelp: () => void;
};

type AccountMenuProps = AccountProps & { className: string; children: ReactNode };

/** Appearance, keys and signing out. `children` are what its button shows. */
export function AccountMenu({
  viewer,
  hasSimulator,
  hasParts,
  signOut,
  onHelp,
  className,
  children,
}: AccountMenuProps) {
  const router = useRouter();
  const [theme, setTheme] = useTheme();
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={className}>
          {children}
          <span className="sr-only">{frameCopy.account}</span>
        </button>
      }
    >
      <div className="px-2 pt-1 pb-1.5">
        <p className="text-xs font-semibold text-ink">{viewer.name}</p>
        <p className="text-2xs text-muted">{frameCopy.roles[viewer.role]}</p>
      </div>
      <MenuSeparator />
      <MenuLabel>{frameCopy.theme}</MenuLabel>
      <MenuChoices value={theme} onValueChange={(value) => setTheme(parseTheme(value))}>
        <MenuChoice value="system">
          <Monitor aria-hidden="true" />
          {frameCopy.themes.system}
        </MenuChoice>
        <MenuChoice value="light">
          <Sun aria-hidden="true" />
          {frameCopy.themes.light}
        </MenuChoice>
        <MenuChoice value="dark">
          <Moon aria-hidden="true" />
          {frameCopy.themes.dark}
        </MenuChoice>
      </MenuChoices>
      <MenuSeparator />
      <MenuItem onSelect={() => router.push("/account")}>
        <UserRound aria-hidden="true" />
        {frameCopy.ownAccount}
      </MenuItem>
      <MenuItem onSelect={onHelp}>
        <Keyboard aria-hidden="true" />
        {frameCopy.keyboard}
      </MenuItem>
      {hasSimulator && (
        <MenuItem onSelect={() => window.open("/simulator", "_blank", "noopener")}>
          <Smartphone aria-hidden="true" />
          {frameCopy.simulator}
        </MenuItem>
      )}
      {hasParts && (
        <MenuItem onSelect={() => router.push("/parts")}>
          <Blocks aria-hidden="true" />
          {frameCopy.pages.parts}
        </MenuItem>
      )}
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden="true" />
        {frameCopy.signOut}
      </MenuItem>
    </Menu>
  );
}
