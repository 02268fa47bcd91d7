import { TranscriptSkeleton } from "@/components/transcript/transcript-skeleton";

export default function Loading() {
  return <TranscriptSkeleton />;
}
