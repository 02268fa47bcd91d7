import { redactText, redactWord } from "@/lib/redact";
import { SafeError } from "@/lib/safe-error";

export type DescribedError = {
  name: string;
  code?: string;
  status?: number;
  message?: string;
  frames?: string[];
  cause?: DescribedError;
};

const frame = /^\s+at (?:(?:async )?[\w$.<>[\] ]+ \()?(?:file:\/\/)?(\/[^\s()]+:\d+:\d+)\)?$/;

/** Places in our own code, newest first, relative to the working directory. The message is cut off first. */
function ownFrames(error: Error): string[] {
  const stack = error.stack ?? "";
  const afterMessage = stack.indexOf(error.message) + error.message.length;
  return stack
    .slice(error.message && stack.includes(error.message) ? afterMessage : 0)
    .split("\n")
    .flatMap((line) => {
      const place = frame.exec(line)?.[1];
      if (!place || place.includes("/node_modules/")) return [];
      return [redactText(place.replace(`${process.cwd()}/`, ""))];
    })
    .slice(0, 8);
}

/**
 * What a log may say of an error: its name, code, HTTP status and where in our code it arose.
 * Messages stay out, since those of providers and of Postgres quote what they were given; only a
 * SafeError's message, which is ours, is kept. Also reads error-like objects such as PostgREST's.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (typeof error !== "object" || error === null) return { name: `thrown_${typeof error}` };
  const described: DescribedError = {
    name: redactWord(error instanceof Error ? error.name : error.constructor?.name || "Object"),
  };
  const code = "code" in error ? error.code : undefined;
  if (typeof code === "string" || typeof code === "number")
    described.code = redactWord(String(code));
  const status = "status" in error ? error.status : undefined;
  if (typeof status === "number" && status >= 100 && status < 1000) described.status = status;
  if (error instanceof SafeError) described.message = redactText(error.message);
  if (error instanceof Error) {
    const frames = ownFrames(error);
    if (frames.length > 0) described.frames = frames;
    if (error.cause !== undefined && depth < 3)
      described.cause = describeError(error.cause, depth + 1);
  }
  return described;
}
