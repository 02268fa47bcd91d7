"use client";

import { Keyboard, LogOut, Monitor, Moon, Smartphone, Sun } from "lucide-react";
import type { ReactNode } from "react";
import { copy } from "@/components/copy/en";
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
  signOut: () => Promise<void>;
  onHelp: () => void;
};

type AccountMenuProps = AccountProps & { trigger: ReactNode; align: "start" | "end" };

export function AccountMenu({
  viewer,
  hasSimulator,
  signOut,
  onHelp,
  trigger,
  align,
}: AccountMenuProps) {
  const [theme, setTheme] = useTheme();
  return (
    <Menu trigger={trigger} align={align}>
      <div className="px-2 pt-1 pb-1.5">
        <p className="text-xs font-semibold text-ink">{viewer.name}</p>
        <p className="text-2xs text-muted">{copy.frame.roles[viewer.role]}</p>
      </div>
      <MenuSeparator />
      <MenuLabel>{copy.frame.theme}</MenuLabel>
      <MenuChoices value={theme} onValueChange={(value) => setTheme(parseTheme(value))}>
        <MenuChoice value="system">
          <Monitor aria-hidden="true" />
          {copy.frame.themes.system}
        </MenuChoice>
        <MenuChoice value="light">
          <Sun aria-hidden="true" />
          {copy.frame.themes.light}
        </MenuChoice>
        <MenuChoice value="dark">
          <Moon aria-hidden="true" />
          {copy.frame.themes.dark}
        </MenuChoice>
      </MenuChoices>
      <MenuSeparator />
      <MenuItem onSelect={onHelp}>
        <Keyboard aria-hidden="true" />
        {copy.frame.keyboard}
      </MenuItem>
      {hasSimulator && (
        <MenuItem onSelect={() => window.open("/simulator", "_blank", "noopener")}>
          <Smartphone aria-hidden="true" />
          {copy.frame.simulator}
        </MenuItem>
      )}
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden="true" />
        {copy.frame.signOut}
      </MenuItem>
    </Menu>
  );
}
