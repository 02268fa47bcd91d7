import { z } from "zod";
import { FetchFailure } from "@/lib/media/fetch/fetch-failure";
import { judgeGraphAnswer } from "@/lib/media/fetch/judge-graph-answer";
import { readAnswer, retryAfterMs } from "@/lib/whatsapp/read-answer";

export type GraphSettings = {
  /** `WHATSAPP_GRAPH_URL`, without a version. */
  baseUrl: string;
  version: string;
  token: string;
  /** For the whole request, its answer included. */
  timeoutMs: number;
  fetch?: typeof globalThis.fetch;
};

const graphMedia = z.object({
  url: z.url(),
  mime_type: z.string().max(256),
  sha256: z.string().max(128).nullish(),
  // Graph gives the size as a number or in quotes, by version.
  file_size: z.coerce.number().int().positive(),
});
export type GraphMedia = z.infer<typeof graphMedia>;

/** The calls to the WhatsApp Graph API that this product makes. */
export function createGraphClient(settings: GraphSettings) {
  const { baseUrl, version, token, timeoutMs, fetch = globalThis.fetch } = settings;

  return {
    /**
     * Where a file lies now (an address lives five minutes) and what it is said to be.
     * @throws FetchFailure saying why it is not known
     */
    async findMedia(waMediaId: string, phoneNumberId: string): Promise<GraphMedia> {
      // The id becomes part of a path: digits or nothing.
      if (!/^\d+$/.test(waMediaId)) throw new FetchFailure("invalid_media_id");
      const query = new URLSearchParams({ phone_number_id: phoneNumberId });
      let response: Response;
      let answer: unknown;
      try {
        response = await fetch(`${baseUrl}/${version}/${waMediaId}?${query}`, {
          headers: { authorization: `Bearer ${token}`, accept: "application/json" },
          redirect: "manual",
          cache: "no-store",
          signal: AbortSignal.timeout(timeoutMs),
        });
        answer = await readAnswer(response);
      } catch (error) {
        throw new FetchFailure("graph_unavailable", { cause: error });
      }
      const refusal = judgeGraphAnswer(response.status, answer);
      if (refusal !== null)
        throw new FetchFailure(refusal, { retryAfterMs: retryAfterMs(response.headers) });
      const media = graphMedia.safeParse(answer);
      if (!media.success) throw new FetchFailure("graph_unreadable");
      return media.data;
    },
  };
}
