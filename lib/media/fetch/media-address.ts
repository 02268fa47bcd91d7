import { FetchFailure } from "@/lib/media/fetch/fetch-failure";

/**
 * The address of a file, if our token may be shown there: https on an allowed host, or the origin of the
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
      (url.protocol === "https:" && allowed.hosts.includes(url.host)));
  if (!isSafe) throw new FetchFailure("host_not_allowed");
  return url;
}
