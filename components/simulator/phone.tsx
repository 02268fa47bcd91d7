"use client";

import { ChevronLeft } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { simulatorCopy } from "@/components/copy/simulator";
import { PhoneBubble } from "@/components/simulator/phone-bubble";
import { PhoneField } from "@/components/simulator/phone-field";
import type {
  CustomerAct,
  PhoneMessage,
  SimulatedCustomer,
} from "@/components/simulator/simulator-queries";
import { usePhone } from "@/components/simulator/use-phone";
import { Button } from "@/components/ui/button";
import { ParceloMark } from "@/components/ui/parcelo-mark";

type PhoneProps = { customer: SimulatedCustomer; onBack: () => void };

/** The customer's phone, open at the chat with Parcelo. */
export function Phone({ customer, onBack }: PhoneProps) {
  const { chat, act } = usePhone(customer.id);
  const [replyTo, setReplyTo] = useState<PhoneMessage | null>(null);
  const endRef = useRef<HTMLDivElement>(null);
  const messages = chat.data?.messages ?? [];
  const newest = messages.at(-1)?.id;
  useEffect(() => {
    if (newest) endRef.current?.scrollIntoView({ block: "end" });
  }, [newest]);

  const words = simulatorCopy;
  const send = (acts: CustomerAct[], batch = false) => act.mutateAsync({ acts, batch });
  const quote = (id: string | undefined) => messages.find((message) => message.id === id)?.text;

  return (
    <div className="grid min-h-0 place-items-center p-5 max-tablet:p-0">
      <section
        aria-label={`${customer.name}, ${customer.phone ?? customer.wa_user_id}`}
        className="flex h-full max-h-[860px] w-full max-w-[410px] flex-col overflow-hidden rounded-[38px] border-[9px] border-[light-dark(var(--ink),var(--line-strong))] bg-surface shadow-raised max-tablet:max-h-none max-tablet:max-w-none max-tablet:rounded-none max-tablet:border-0"
      >
        <header className="flex shrink-0 items-center gap-2.5 border-b border-line px-4 py-2.5 max-tablet:px-2">
          <Button
            variant="ghost"
            size="icon"
            aria-label={words.backToCustomers}
            onClick={onBack}
            className="tablet:hidden"
          >
            <ChevronLeft aria-hidden="true" className="size-5" />
          </Button>
          <span className="grid size-9 place-items-center rounded-full bg-sunken">
            <ParceloMark className="size-5" />
          </span>
          <div className="min-w-0">
            <h2 className="truncate text-md font-semibold text-ink">{words.business}</h2>
            <p className="truncate text-2xs text-muted">
              {words.businessStatus} · {words.phoneOf(customer.name)}
            </p>
          </div>
        </header>
        <div
          role="log"
          aria-label={words.chat}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          className="min-h-0 grow overflow-y-auto bg-canvas px-3 py-3 -outline-offset-2"
        >
          {chat.isError && (
            <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-xs text-bad">
              {words.failed}. {words.failedBody}
            </p>
          )}
          {chat.isSuccess && messages.length === 0 && (
            <p className="py-10 text-center text-xs text-muted">{words.emptyChat}</p>
          )}
          {messages.map((message) => (
            <PhoneBubble
              key={message.id}
              message={message}
              quoted={quote(message.reply_to)}
              onAct={(one) => void send([one])}
              onReply={() => setReplyTo(message)}
            />
          ))}
          <div ref={endRef} />
        </div>
        <PhoneField
          replyTo={replyTo}
          onCancelReply={() => setReplyTo(null)}
          failed={act.isError}
          onSend={async (acts, batch) => {
            await send(acts, batch);
            setReplyTo(null);
          }}
        />
      </section>
    </div>
  );
}
