import { z } from "zod";
import type { HttpAnswer } from "./http-request";

const streamedSchema = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown(),
});

/** With `streaming` the SDK answers 201, blanks to keep the connection, then the real answer as JSON. */
export function unwrapStreamed(answer: HttpAnswer): HttpAnswer {
  if (answer.status !== 201) return answer;
  const parsed = streamedSchema.safeParse(parseJson(answer.body));
  if (!parsed.success) return { ...answer, status: 500, body: "malformed streamed answer" };
  const { status, headers, body } = parsed.data;
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    status,
    headers: { ...answer.headers, ...Object.fromEntries(lower) },
    body: typeof body === "string" ? body : JSON.stringify(body),
  };
}

/** The parsed text, or the text itself when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
