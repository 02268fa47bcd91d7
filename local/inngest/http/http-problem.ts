/** An error with the HTTP status and the sentence that the caller gets. */
export class HttpProblem extends Error {
  override name = "HttpProblem";

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
