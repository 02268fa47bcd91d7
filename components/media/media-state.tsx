import { CircleX, Clock, Loader, type LucideIcon, RotateCw, TriangleAlert } from "lucide-react";
import { mediaCopy } from "@/components/copy/media";
import { classNames } from "@/components/ui/class-names";
import type { MediaStatus } from "@/lib/media/media-words";

type MediaStateProps = {
  media: { status: MediaStatus; error: string | null };
  /** A few words instead of what happened and what can be done. */
  isShort?: boolean;
};

/** Why there is no file to see, in words: being fetched, rejected, failed, gone at WhatsApp. */
export function MediaState({ media, isShort }: MediaStateProps) {
  const { icon: Icon, tone, text } = stateOf(media);
  const short = media.error && media.status !== "pending" ? mediaCopy.short[media.error] : null;
  return (
    <span className={classNames("flex items-start gap-1.5 text-xs", tone)}>
      <Icon aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
      <span>{isShort && short ? `${mediaCopy.states[media.status]}: ${short}` : text}</span>
    </span>
  );
}

function stateOf({ status, error }: MediaStateProps["media"]): {
  icon: LucideIcon;
  tone: string;
  text: string;
} {
  switch (status) {
    case "pending":
      return error
        ? { icon: RotateCw, tone: "text-warn", text: mediaCopy.waitingAgain }
        : { icon: Loader, tone: "text-info", text: mediaCopy.waiting };
    case "stored":
      return { icon: Clock, tone: "text-muted", text: mediaCopy.states.stored };
    case "expired":
      return { icon: TriangleAlert, tone: "text-warn", text: said("expired", error) };
    case "rejected":
    case "failed":
      return { icon: CircleX, tone: "text-bad", text: said(status, error) };
  }
}

const said = (status: MediaStatus, error: string | null) =>
  `${mediaCopy.states[status]}. ${mediaCopy.reason(error)}`;
