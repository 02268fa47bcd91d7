"use client";

import {
  Check,
  CheckCheck,
  Clock,
  Image as ImageIcon,
  ListIcon,
  MapPin,
  Mic,
  Reply,
  SmilePlus,
  X,
} from "lucide-react";
import { simulatorCopy } from "@/components/copy/simulator";
import { PhoneFile } from "@/components/simulator/phone-file";
import type { CustomerAct, PhoneMessage } from "@/components/simulator/simulator-queries";
import { ClockTime } from "@/components/time/clock-time";
import { classNames } from "@/components/ui/class-names";
import { Menu, MenuItem } from "@/components/ui/menu";

type PhoneBubbleProps = {
  message: PhoneMessage;
  quoted: string | undefined;
  onAct: (act: CustomerAct) => void;
  onReply: () => void;
};

const kindIcons: Record<string, typeof MapPin> = { location: MapPin, image: ImageIcon, voice: Mic };
const emojis = ["👍", "❤️", "😂", "😮", "🙏"];

/** A bubble as the customer sees it: their own right and green, the business's left. */
export function PhoneBubble({ message, quoted, onAct, onReply }: PhoneBubbleProps) {
  const own = message.direction === "in";
  const KindIcon = kindIcons[message.kind];
  return (
    <article
      className={classNames("group mt-1.5 flex items-center gap-1", own ? "flex-row-reverse" : "")}
    >
      <div className={classNames("min-w-0 max-w-[82%]", own ? "items-end" : "")}>
        <div
          className={classNames(
            "relative rounded-lg border px-2.5 py-1.5 text-md leading-5 wrap-anywhere whitespace-pre-wrap",
            own
              ? "rounded-tr-xs border-good-line bg-good-soft"
              : "rounded-tl-xs border-line bg-surface",
            message.status === "failed" && "border-bad-solid",
          )}
        >
          {quoted && (
            <p className="mb-1 line-clamp-2 rounded-xs border-l-3 border-good-solid bg-sunken px-2 py-1 text-xs text-muted">
              {quoted}
            </p>
          )}
          {message.header && <b className="block">{message.header}</b>}
          <PhoneFile message={message} />
          {KindIcon && <KindIcon aria-hidden="true" className="mr-1.5 inline size-4 text-muted" />}
          {message.text || simulatorCopy.kinds[message.kind] || message.kind}
          {message.footer && <span className="block text-xs text-muted">{message.footer}</span>}
          <span className="mt-0.5 flex items-center justify-end gap-1 text-2xs text-muted tabular-nums">
            <ClockTime iso={message.at} />
            <Ticks message={message} />
          </span>
          {message.reaction && (
            <span className="absolute -bottom-2.5 left-2 rounded-full border border-line bg-surface px-1.5 text-xs">
              {message.reaction}
            </span>
          )}
        </div>
        {message.buttons && message.buttons.length > 0 && (
          <div className="mt-1 grid gap-1">
            {message.buttons.map((button) => (
              <button
                key={button.id}
                type="button"
                onClick={() =>
                  onAct({
                    kind: message.kind === "list" ? "list_reply" : "button_reply",
                    id: button.id,
                    title: button.title,
                    reply_to: message.id,
                  })
                }
                className="flex min-h-9 items-center justify-center gap-1.5 rounded-lg border border-line bg-surface px-3 text-sm font-medium text-link hover:bg-hover"
              >
                {message.kind === "list" && <ListIcon aria-hidden="true" className="size-4" />}
                {button.title}
              </button>
            ))}
          </div>
        )}
      </div>
      {!own && (
        <span className="flex opacity-0 transition-opacity duration-(--dur-1) group-focus-within:opacity-100 group-hover:opacity-100 max-tablet:opacity-100">
          <button
            type="button"
            aria-label={simulatorCopy.reply}
            onClick={onReply}
            className="grid size-7 place-items-center rounded-full text-muted hover:bg-hover"
          >
            <Reply aria-hidden="true" className="size-4" />
          </button>
          <Menu
            align="start"
            trigger={
              <button
                type="button"
                aria-label={simulatorCopy.react}
                className="grid size-7 place-items-center rounded-full text-muted hover:bg-hover"
              >
                <SmilePlus aria-hidden="true" className="size-4" />
              </button>
            }
          >
            {emojis.map((emoji) => (
              <MenuItem
                key={emoji}
                onSelect={() => onAct({ kind: "reaction", message_id: message.id, emoji })}
              >
                {emoji}
              </MenuItem>
            ))}
            {message.reaction && (
              <MenuItem
                onSelect={() => onAct({ kind: "reaction", message_id: message.id, emoji: null })}
              >
                {simulatorCopy.removeReaction}
              </MenuItem>
            )}
          </Menu>
        </span>
      )}
    </article>
  );
}

/** What the customer's own ticks mean here: whether our webhook took the message. */
function Ticks({ message }: { message: PhoneMessage }) {
  const { webhook, out } = simulatorCopy;
  if (message.direction === "in") {
    const [Icon, tone, words] =
      message.status === "pending"
        ? ([Clock, "text-faint", webhook.pending] as const)
        : message.status === "failed"
          ? ([X, "text-bad", webhook.failed] as const)
          : ([CheckCheck, "text-good", webhook.accepted] as const);
    const text = message.reason ? `${words}: ${message.reason}` : words;
    return (
      <span title={text} className={tone}>
        <Icon aria-hidden="true" className="size-3.5" strokeWidth={2.2} />
        <span className="sr-only">{text}</span>
      </span>
    );
  }
  const Icon = message.status === "sent" ? Check : CheckCheck;
  const words =
    message.status === "read"
      ? out.read
      : message.status === "delivered"
        ? out.delivered
        : out.sent;
  return (
    <span title={words} className={message.status === "read" ? "text-tick-read" : "text-faint"}>
      <Icon aria-hidden="true" className="size-3.5" strokeWidth={2.2} />
      <span className="sr-only">{words}</span>
    </span>
  );
}
