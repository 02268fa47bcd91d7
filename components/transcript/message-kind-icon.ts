import {
  CircleHelp,
  File,
  FileText,
  Image,
  type LucideIcon,
  MapPin,
  Megaphone,
  MessageSquareText,
  Mic,
  Music,
  Pointer,
  ShoppingBag,
  Sticker,
  UserRound,
  Video,
} from "lucide-react";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

const icons: Record<string, LucideIcon> = {
  image: Image,
  video: Video,
  audio: Music,
  voice: Mic,
  document: FileText,
  sticker: Sticker,
  location: MapPin,
  contacts: UserRound,
  interactive: Pointer,
  button: Pointer,
  order: ShoppingBag,
  template: MessageSquareText,
  request_welcome: MessageSquareText,
};

/** The sign of a kind; a kind that is not known has one too. */
export function messageKindIcon({ type, details, media }: TranscriptMessage): LucideIcon {
  if (type === "audio" && details?.voice) return Mic;
  if (type === "text") return details?.referral ? Megaphone : MessageSquareText;
  return icons[type] ?? (media ? File : CircleHelp);
}
