"use client";

import { Command } from "cmdk";
import { Blocks, CornerDownLeft, Keyboard, LogOut, MessageSquare, SunMoon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { frameCopy } from "@/components/copy/frame";
import { shortcutsCopy } from "@/components/copy/shortcuts";
import type { Viewer } from "@/components/frame/console-frame";
import { navFor } from "@/components/frame/nav-items";
import { useActiveShortcuts } from "@/components/frame/shortcuts";
import { useFoundSessions } from "@/components/frame/use-found-sessions";
import { useRecentSessions } from "@/components/frame/use-recent-sessions";
import { useTheme } from "@/components/frame/use-theme";
import { rowName } from "@/components/sessions/row-name";
import { spacedNumber } from "@/components/sessions/spaced-number";
import { Key } from "@/components/ui/key";

type CommandPaletteProps = {
  viewer: Viewer;
  hasParts: boolean;
  signOut: () => Promise<void>;
  onHelp: () => void;
  onClose: () => void;
};

const words = frameCopy.palette;
/** Keys that move, leave or take back say nothing as an act of their own. */
const movements = ["j", "k", "Enter", "Escape", "x", "/", "z"];
const row =
  "flex h-9 cursor-default items-center gap-2.5 rounded-sm px-2.5 text-text text-xs data-[selected=true]:bg-selected data-[selected=true]:text-ink max-tablet:h-11 max-tablet:text-sm [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted";
const group =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-muted";

/** Every page, every act of this page, and any conversation, from the keyboard. */
export default function CommandPalette(props: CommandPaletteProps) {
  const { viewer, hasParts, signOut, onHelp, onClose } = props;
  const router = useRouter();
  const active = useActiveShortcuts();
  const [acts] = useState(() =>
    active()
      .map((shortcut) => ({
        ...shortcut,
        label: shortcut.label ?? shortcutsCopy.meanings[shortcut.key],
      }))
      .filter(({ key, label }) => label !== undefined && !movements.includes(key)),
  );
  const [text, setText] = useState("");
  const found = useFoundSessions(text);
  const recent = useRecentSessions();
  const [theme, setTheme] = useTheme();
  const run = (act: () => void) => {
    onClose();
    // After the dialog has gone: acts look at where the focus is, and move it.
    setTimeout(act, 0);
  };
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      label={words.title}
      overlayClassName="fixed inset-0 z-40 bg-[oklch(0.2_0.01_75/0.4)]"
      contentClassName="fixed top-[12dvh] left-1/2 z-50 flex max-h-[70dvh] w-[min(560px,calc(100vw-24px))] -translate-x-1/2 flex-col overflow-hidden rounded-lg bg-raised shadow-raised"
    >
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder={words.placeholder}
        className="h-11 w-full border-line border-b bg-transparent px-4 text-ink text-sm outline-none placeholder:text-muted max-tablet:text-lg"
      />
      <Command.List className="overflow-y-auto p-1.5">
        <Command.Empty className="px-2.5 py-4 text-muted text-xs">
          {found.isSearching ? words.searching : words.nothing}
        </Command.Empty>
        {found.error && <p className="px-2.5 py-2 text-bad text-xs">{words.searchFailed}</p>}
        {acts.length > 0 && (
          <Command.Group heading={words.acts} className={group}>
            {acts.map(({ key, label, run: act }) => (
              <Command.Item
                key={key}
                value={`act ${label}`}
                onSelect={() => run(() => act(new KeyboardEvent("keydown", { key })))}
                className={row}
              >
                <CornerDownLeft aria-hidden="true" />
                {label}
                <span className="ml-auto">
                  <Key>{key.toUpperCase()}</Key>
                </span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
        <Command.Group heading={words.pages} className={group}>
          {navFor(viewer.role)
            .flatMap((section) => section.items)
            .map(({ href, label, icon: Icon, chord }) => (
              <Command.Item
                key={href}
                value={`page ${label}`}
                onSelect={() => run(() => router.push(href))}
                className={row}
              >
                <Icon aria-hidden="true" />
                {label}
                <span className="ml-auto flex gap-1">
                  <Key>G</Key>
                  <Key>{chord.toUpperCase()}</Key>
                </span>
              </Command.Item>
            ))}
          {hasParts && (
            <Command.Item
              value={`page ${frameCopy.pages.parts}`}
              onSelect={() => run(() => router.push("/parts"))}
              className={row}
            >
              <Blocks aria-hidden="true" />
              {frameCopy.pages.parts}
            </Command.Item>
          )}
        </Command.Group>
        {text === "" && recent.length > 0 && (
          <Command.Group heading={words.recent} className={group}>
            {recent.map((session) => (
              <Command.Item
                key={session.id}
                value={`recent ${session.id}`}
                onSelect={() => run(() => router.push(`/sessions/${session.id}`))}
                className={row}
              >
                <MessageSquare aria-hidden="true" />
                {rowName(session)}
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {found.rows.length > 0 && (
          <Command.Group heading={words.conversations} className={group} forceMount>
            {found.rows.map((session) => (
              <Command.Item
                key={session.id}
                value={`session ${session.id}`}
                forceMount
                onSelect={() => run(() => router.push(`/sessions/${session.id}`))}
                className={row}
              >
                <MessageSquare aria-hidden="true" />
                {rowName(session)}
                {session.name && session.number && (
                  <span className="ml-auto text-muted tabular-nums">
                    {spacedNumber(session.number)}
                  </span>
                )}
              </Command.Item>
            ))}
          </Command.Group>
        )}
        <Command.Group heading={words.settings} className={group}>
          {(["system", "light", "dark"] as const)
            .filter((choice) => choice !== theme)
            .map((choice) => (
              <Command.Item
                key={choice}
                value={`theme ${frameCopy.themes[choice]}`}
                onSelect={() => run(() => setTheme(choice))}
                className={row}
              >
                <SunMoon aria-hidden="true" />
                {words.theme(frameCopy.themes[choice])}
              </Command.Item>
            ))}
          <Command.Item value="help keyboard" onSelect={() => run(onHelp)} className={row}>
            <Keyboard aria-hidden="true" />
            {frameCopy.keyboard}
          </Command.Item>
          <Command.Item value="sign out" onSelect={() => run(() => void signOut())} className={row}>
            <LogOut aria-hidden="true" />
            {frameCopy.signOut}
          </Command.Item>
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  );
}
