const placeholder = /\[\[\s*link:\s*([\w-]{1,40})\s*\]\]/gi;
/** Anything that a phone would make a link of, apart from a bare domain in a sentence. */
const address =
  /\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.)[^\s<>"']+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}\/[^\s<>"']*/gi;
const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Whether a reply may carry this address: https, no name and password in it, a host of the list. */
export function isAllowedLink(link: string, allowedHosts: readonly string[]): boolean {
  const url = URL.parse(link);
  if (url === null || !allowedHosts.includes(url.host)) return false;
  if (url.username !== "" || url.password !== "") return false;
  // The embedded stack has no certificate.
  return url.protocol === "https:" || (url.protocol === "http:" && loopback.test(url.host));
}

/**
 * Puts links into a reply in place of `[[link:name]]`; a name without a permitted link goes, and so
 * does every address that the model wrote itself on a host that is not permitted. A link that the
 * model forgot comes at the end. Pure.
 */
export function insertLinks(
  text: string,
  links: { readonly [name: string]: string },
  allowedHosts: readonly string[],
): string {
  const permitted = new Map(
    Object.entries(links).filter(([, link]) => isAllowedLink(link, allowedHosts)),
  );
  const used = new Set<string>();
  const cleaned = text.replace(address, (found) => {
    const trailing = /[).,!?;:\]]+$/.exec(found)?.[0] ?? "";
    const bare = found.slice(0, found.length - trailing.length);
    const whole = bare.includes("://") ? bare : `https://${bare}`;
    return isAllowedLink(whole, allowedHosts) ? found : trailing;
  });
  const filled = cleaned.replace(placeholder, (_, name: string) => {
    const link = permitted.get(name.toLowerCase());
    if (link === undefined) return "";
    used.add(name.toLowerCase());
    return link;
  });
  const forgotten = [...permitted].filter(([name]) => !used.has(name)).map(([, link]) => link);
  return [tidy(filled), ...forgotten].filter((part) => part !== "").join("\n");
}

/** Without the gaps that something taken out leaves behind. */
function tidy(text: string): string {
  return text
    .replace(/\[[^\]\n]*\]\(\s*\)/g, "")
    .replace(/[^\S\n]{2,}/g, " ")
    .replace(/[^\S\n]+([.,!?;:\n]|$)/g, "$1")
    .trim();
}
