"use client";

import { Bot, Check, Circle, CircleMinus, Flag, Lock, User } from "lucide-react";
import { sessionsCopy } from "@/components/copy/sessions";
import { transcriptCopy } from "@/components/copy/transcript";
import { Chip } from "@/components/ui/chip";
import type { SessionHeader } from "@/lib/chat/conversation-schemas";

export function ownerText(session: SessionHeader): string {
  if (session.status === "closed") return sessionsCopy.closedChip;
  if (session.owner === "bot") return sessionsCopy.ownerBot;
  if (session.mine) return transcriptCopy.youAnswer;
  if (session.assigned_name) return transcriptCopy.someoneAnswers(session.assigned_name);
  return sessionsCopy.ownerReasons[session.owner_reason ?? ""] ?? transcriptCopy.nobodyAnswers;
}

export function OwnerChip({ session }: { session: SessionHeader }) {
  const text = ownerText(session);
  if (session.status === "closed") return <Chip icon={Lock}>{text}</Chip>;
  if (session.owner === "bot")
    return (
      <Chip icon={Bot} tone="bot">
        {text}
      </Chip>
    );
  if (session.assigned_to)
    return (
      <Chip icon={User} tone="human">
        {text}
      </Chip>
    );
  return (
    <Chip icon={Flag} tone="warn">
      {text}
    </Chip>
  );
}

export function ConsentChip({ consent }: { consent: SessionHeader["consent"] }) {
  const text = sessionsCopy.consent[consent];
  if (consent === "opted_in")
    return (
      <Chip icon={Check} tone="good">
        {text}
      </Chip>
    );
  if (consent === "opted_out")
    return (
      <Chip icon={CircleMinus} tone="bad">
        {text}
      </Chip>
    );
  return <Chip icon={Circle}>{text}</Chip>;
}
