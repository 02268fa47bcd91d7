import { heldAnswer, holdAnswer } from "@/components/query/held-answers";

/** A request that did not work: the API's code, or `offline` when it was not reached. */
export class RequestFailure extends Error {
  override readonly name = "RequestFailure";
  readonly code: string;
  readonly detail: string | undefined;
  /** Of a refused form: what is wrong with which field, as codes. */
  readonly fields: Record<string, string> | undefined;

  constructor(code: string, detail?: string, fields?: Record<string, string>) {
    super(code);
    this.code = code;
    this.detail = detail;
    this.fields = fields;
  }
}

/**
 * Asks one of our own routes, which have parsed what they return. Where the answer of before still holds, the
 * server says so and sends nothing, and the same object is given again.
 * @throws RequestFailure
 */
export async function requestJson<Result>(path: string, options: Options = {}): Promise<Result> {
  const held = options.body === undefined ? heldAnswer(path) : undefined;
  const response = await request(path, options, held?.tag);
  if (held && response.status === 304) return held.answer as Result;
  const answer: Result = await response.json();
  const tag = response.headers.get("etag");
  if (tag && options.body === undefined) holdAnswer(path, tag, answer);
  return answer;
}

/**
 * Asks one of our own routes for a file.
 * @throws RequestFailure, also when the file breaks off.
 */
export async function requestFile(path: string, options: Options = {}): Promise<Blob> {
  const response = await request(path, options);
  try {
    return await response.blob();
  } catch {
    throw new RequestFailure("unavailable");
  }
}

type Options = { signal?: AbortSignal; body?: unknown };

async function request(path: string, options: Options, tag?: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: options.body === undefined ? "GET" : "POST",
      headers:
        options.body !== undefined
          ? { "content-type": "application/json" }
          : tag
            ? { "if-none-match": tag }
            : {},
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: options.signal ?? null,
      redirect: "error",
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new RequestFailure("offline");
  }
  if (response.ok || (tag && response.status === 304)) return response;
  throw await failureOf(response);
}

async function failureOf(response: Response): Promise<RequestFailure> {
  try {
    const { error } = await response.json();
    if (typeof error?.code === "string")
      return new RequestFailure(error.code, error.detail, error.fields);
  } catch {
    // Not our API's answer (a proxy's page, say): the status alone tells.
  }
  return new RequestFailure(response.status === 401 ? "signed_out" : "unavailable");
}
