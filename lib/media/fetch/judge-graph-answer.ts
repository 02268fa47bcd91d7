import { z } from "zod";
import type { FetchError } from "@/lib/media/fetch/fetch-errors";

const graphError = z.object({ error: z.object({ code: z.number().int() }) });

const limits = new Set([4, 17, 80007, 130429, 131056]);
const passing = new Set([1, 2, 131000, 131016]);

/** Why Graph did not tell about a file, by Meta's code first and the HTTP status second; null when it did. */
export function judgeGraphAnswer(httpStatus: number, answer: unknown): FetchError | null {
  const code = graphError.safeParse(answer).data?.error.code ?? null;
  if (httpStatus < 300 && code === null) return null;
  if (httpStatus === 429 || (code !== null && limits.has(code))) return "rate_limited";
  if (code !== null && isAboutToken(code)) return "unauthorised";
  if (code !== null && passing.has(code)) return "graph_unavailable";
  // 100 is what Graph says of an id that it does not have (any more), and of one that we may not read.
  if (code === 100 || httpStatus === 404 || httpStatus === 410) return "media_not_found";
  if (httpStatus === 401 || httpStatus === 403) return "unauthorised";
  if (httpStatus >= 500 || httpStatus === 408) return "graph_unavailable";
  if (httpStatus >= 300 && httpStatus < 400) return "redirect_refused";
  return "graph_unreadable";
}

const isAboutToken = (code: number) =>
  code === 0 || code === 10 || code === 102 || code === 190 || (code >= 200 && code < 300);
