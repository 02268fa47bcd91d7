import {
  Angry,
  ChevronDown,
  ChevronsUp,
  ChevronUp,
  CircleCheck,
  CircleDot,
  Equal,
  Frown,
  Hourglass,
  Laugh,
  Lock,
  type LucideIcon,
  Meh,
  Smile,
} from "lucide-react";
import { ticketsCopy } from "@/components/copy/tickets";
import { Chip, type ChipTone } from "@/components/ui/chip";
import type { Sentiment, TicketPriority, TicketStatus } from "@/lib/tickets/ticket-words";

type Look = readonly [icon: LucideIcon, tone: ChipTone];

const statuses: Record<TicketStatus, Look> = {
  open: [CircleDot, "info"],
  pending: [Hourglass, "neutral"],
  resolved: [CircleCheck, "good"],
  closed: [Lock, "neutral"],
};
const priorities: Record<TicketPriority, Look> = {
  urgent: [ChevronsUp, "bad"],
  high: [ChevronUp, "warn"],
  normal: [Equal, "neutral"],
  low: [ChevronDown, "neutral"],
};
const sentiments: Record<Sentiment, Look> = {
  very_negative: [Angry, "bad"],
  negative: [Frown, "warn"],
  neutral: [Meh, "neutral"],
  positive: [Smile, "good"],
  very_positive: [Laugh, "good"],
};

export function StatusChip({ status }: { status: TicketStatus }) {
  const [icon, tone] = statuses[status];
  return (
    <Chip icon={icon} tone={tone}>
      {ticketsCopy.statuses[status]}
    </Chip>
  );
}

export function PriorityChip({ priority }: { priority: TicketPriority }) {
  const [icon, tone] = priorities[priority];
  return (
    <Chip icon={icon} tone={tone}>
      {ticketsCopy.priorities[priority]}
    </Chip>
  );
}

export function SentimentChip({ sentiment }: { sentiment: Sentiment }) {
  const [icon, tone] = sentiments[sentiment];
  return (
    <Chip icon={icon} tone={tone}>
      {ticketsCopy.sentiments[sentiment]}
    </Chip>
  );
}
