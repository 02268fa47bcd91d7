import { transcriptCopy } from "@/components/copy/transcript";
import { classNames } from "@/components/ui/class-names";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

type Media = NonNullable<TranscriptMessage["media"]>;

/** The file of a message: its name and size, and what became of it. */
export function MediaLine({ media }: { media: Media }) {
  const { media: words } = transcriptCopy;
  const state =
    media.status === "rejected" || media.status === "failed"
      ? `${words[media.status]}: ${words.reasons[media.error ?? ""] ?? words.noReason}`
      : words[media.status];
  const facts = [media.file_name, media.mime_type, media.file_size && fileSize(media.file_size)];
  return (
    <p className="text-xs">
      <span className="text-muted">{facts.filter(Boolean).join(" · ")} </span>
      <span
        className={classNames(
          "font-medium",
          media.status === "stored" ? "text-muted" : "text-warn",
          (media.status === "rejected" || media.status === "failed") && "text-bad",
        )}
      >
        {state}
      </span>
    </p>
  );
}

/** `340 kB`, `2.4 MB`: decimal units, as WhatsApp's own limits are given. */
export function fileSize(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
