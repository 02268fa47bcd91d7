"use client";

import { Bot, Paperclip, StickyNote } from "lucide-react";
import Link from "next/link";
import { composerCopy } from "@/components/copy/composer";
import { ticketsCopy } from "@/components/copy/tickets";
import { ticketError } from "@/components/tickets/ticket-error";
import type { TicketAnswers } from "@/components/tickets/use-ticket-answers";
import { ClockTime } from "@/components/time/clock-time";
import { deliveryText } from "@/components/transcript/delivery-text";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import type { TicketMessage } from "@/lib/tickets/console-schemas";

type TicketThreadProps = {
  messages: readonly TicketMessage[];
  customer: string;
  /** Where the files of a message can be seen. */
  conversationHref: "/sessions" | null;
  answers: TicketAnswers;
};

const words = ticketsCopy.thread;

/** Words of the customer left, replies right, notes across and dashed: a note never looks sent. */
export function TicketThread(props: TicketThreadProps) {
  const { messages, answers } = props;
  if (messages.length === 0 && !answers.pending) {
    return <p className="text-muted text-xs">{ticketsCopy.detail.noThread}</p>;
  }
  return (
    <ol className="grid gap-2.5">
      {messages.map((message) => (
        <li key={message.id} className="grid">
          {message.audience === "internal" ? (
            <Note message={message} files={<Files {...props} message={message} />} />
          ) : (
            <Said {...props} message={message} />
          )}
        </li>
      ))}
      {answers.pending && (
        <li className="grid">
          <PendingReply answers={answers} text={answers.pending.text} />
        </li>
      )}
    </ol>
  );
}

function Note({ message, files }: { message: TicketMessage; files: React.ReactNode }) {
  const isBot = message.author === "bot";
  const Icon = isBot ? Bot : StickyNote;
  const title = isBot ? words.botNote : words.note;
  return (
    <article
      aria-label={title}
      className={classNames(
        "rounded-md border border-dashed px-3 py-2 text-xs",
        isBot ? "border-bot-line bg-bot-soft" : "border-warn-line bg-warn-soft",
      )}
    >
      <header
        className={classNames(
          "mb-0.5 flex flex-wrap items-center gap-x-1.5 text-2xs",
          isBot ? "text-bot" : "text-warn",
        )}
      >
        <Icon aria-hidden="true" className="size-3.5" strokeWidth={2} />
        <b className="font-medium">{title}</b>
        <span>
          {!isBot && `${authorOf(message, "")} · `}
          <ClockTime iso={message.created_at} kind="row" /> · {words.onlyStaff}
        </span>
      </header>
      <p className="wrap-anywhere whitespace-pre-wrap text-text leading-[18px]">{message.body}</p>
      {files}
    </article>
  );
}

function Said(props: TicketThreadProps & { message: TicketMessage }) {
  const { message, customer } = props;
  const isCustomer = message.author === "customer";
  const delivery = message.state && deliveryText({ ...message, attempt: null });
  const failed = message.state === "failed" || message.state === "suppressed";
  return (
    <article
      aria-label={authorOf(message, customer)}
      className={classNames("grid max-w-[92%]", isCustomer ? "" : "ml-auto justify-items-end")}
    >
      <div
        className={classNames(
          "wrap-anywhere whitespace-pre-wrap rounded-bubble border px-3 py-1.5 leading-[19px]",
          isCustomer
            ? "rounded-tl-xs border-customer-line bg-surface"
            : message.author === "bot"
              ? "rounded-tr-xs border-bot-line bg-bot-soft"
              : "rounded-tr-xs border-human-line bg-human-soft",
          failed && "border-bad-solid",
        )}
      >
        {message.body}
        <Files {...props} />
      </div>
      <p className="mt-0.5 text-2xs text-muted">
        {authorOf(message, customer)} · <ClockTime iso={message.created_at} kind="row" />
        {delivery && <span className={failed ? "font-medium text-bad" : ""}> · {delivery}</span>}
      </p>
    </article>
  );
}

function Files({ message, conversationHref }: TicketThreadProps & { message: TicketMessage }) {
  const count = message.file_message_ids.length;
  if (count === 0) return null;
  return (
    <p className="mt-1 flex items-center gap-1.5 text-2xs text-muted">
      <Paperclip aria-hidden="true" className="size-3" />
      {words.files(count)}{" "}
      {conversationHref && (
        <Link href={conversationHref} className="font-medium text-link hover:underline">
          {words.inConversation}
        </Link>
      )}
    </p>
  );
}

function PendingReply({ answers, text }: { answers: TicketAnswers; text: string }) {
  return (
    <article aria-label={words.you} className="ml-auto grid max-w-[92%] justify-items-end">
      <div
        className={classNames(
          "wrap-anywhere whitespace-pre-wrap rounded-bubble rounded-tr-xs border border-dashed bg-human-soft px-3 py-1.5 leading-[19px]",
          answers.error ? "border-bad-solid" : "border-human-line opacity-70",
        )}
      >
        {text}
      </div>
      {answers.error ? (
        <div role="alert" className="mt-1 grid justify-items-end gap-1 text-bad text-xs">
          <p>
            <b className="font-medium">{composerCopy.notQueued}.</b> {ticketError(answers.error)}
          </p>
          <span className="flex gap-1.5">
            <Button variant="ghost" onClick={answers.discard}>
              {composerCopy.discard}
            </Button>
            <Button onClick={answers.retry}>{composerCopy.retry}</Button>
          </span>
        </div>
      ) : (
        <p className="mt-0.5 text-2xs text-muted">{words.sending}</p>
      )}
    </article>
  );
}

function authorOf(message: TicketMessage, customer: string): string {
  if (message.author === "customer") return customer || words.customer;
  if (message.author === "bot") return words.bot;
  return message.by_me ? words.you : (message.author_name ?? words.someone);
}
