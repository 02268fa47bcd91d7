/**
 * True when a changing request comes from a page of ours. Browsers send Sec-Fetch-Site or Origin with
 * every such request; one with neither is not from a browser page and is refused as well.
 */
export function isSameOrigin(request: Request, appUrl: string): boolean {
  const origin = request.headers.get("origin");
  if (origin !== null) {
    if (!URL.canParse(origin)) return false;
    const host = new URL(origin).host;
    return host === request.headers.get("host") || host === new URL(appUrl).host;
  }
  return request.headers.get("sec-fetch-site") === "same-origin";
}
