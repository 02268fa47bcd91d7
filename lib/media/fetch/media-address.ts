import { FetchFailure } from "@/lib/media/fetch/fetch-failure";

/** Where Meta keeps the files. Always among the allowed hosts: whoever configures one more must not lose this one. */
const metaHosts = ["lookaside.fbsbx.com"];

/**
 * The address of a file, if our token may be shown there: https on Meta's or a configured host, or the origin of the
 * Graph API as it is configured (which is plain http on a developer's machine only).
 * @throws FetchFailure host_not_allowed
 */
export function mediaAddress(
  address: string,
  allowed: { graphUrl: string; hosts: readonly string[] },
): URL {
  const url = URL.parse(address);
  const isSafe =
    url !== null &&
    url.username === "" &&
    url.password === "" &&
    (url.origin === new URL(allowed.graphUrl).origin ||
      // `host` names the port unless it is https' own, so an entry allows exactly one port.
      (url.protocol === "https:" && [...metaHosts, ...allowed.hosts].includes(url.host)));
  if (!isSafe) throw new FetchFailure("host_not_allowed");
  return url;
}
