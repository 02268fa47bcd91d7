import type { CallUsage } from "@/lib/agent/call-model";

/** Words that come out of a file are bounded: they are read again with every prompt that shows the message. */
export const mostWords = { picture: 1_500, recording: 20_000, document: 12_000 };

/** What one look into a file came to. `again` may pass by itself; everything else is final. */
export type Understanding =
  | {
      status: "done";
      caption?: string;
      transcript?: string;
      document_text?: string;
      usage?: CallUsage;
    }
  | { status: "nothing_found"; usage?: CallUsage }
  | { status: "failed" | "skipped"; reason: string; usage?: CallUsage }
  | { status: "again"; reason: string; waitMs: number | null; usage?: CallUsage };
