/** Where to go after sign-in: a path of this site only, so that a link cannot send staff elsewhere. */
export function safeNextPath(value: string | null | undefined): string {
  const fallback = "/sessions";
  if (!value?.startsWith("/")) return fallback;
  const base = "http://console.invalid";
  const url = URL.canParse(value, base) ? new URL(value, base) : null;
  if (!url || url.origin !== base || url.pathname.startsWith("/login")) return fallback;
  return url.pathname + url.search;
}
