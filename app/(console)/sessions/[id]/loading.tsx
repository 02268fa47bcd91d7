import { TranscriptSkeleton } from "@/components/sessions/transcript-skeleton";

export default function Loading() {
  return <TranscriptSkeleton />;
}
