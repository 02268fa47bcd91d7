import { knowledgeCopy } from "@/components/copy/knowledge";
import { errorSentence } from "@/components/query/error-sentence";
import { RequestFailure } from "@/components/query/request-json";

/** What went wrong while an article or the profile was read, and what to do. */
export function knowledgeError(error: unknown): string {
  const isGone = error instanceof RequestFailure && error.code === "not_found";
  return isGone ? knowledgeCopy.article.notFound : errorSentence(error);
}
