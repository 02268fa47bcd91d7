import "server-only";
import { env } from "@/lib/env";

/** Hosts that a reply may link to: the configured ones and Parcelo's backend itself. */
export function allowedLinkHosts(): string[] {
  const { PARCELO_API_URL, PARCELO_LINK_HOSTS } = env();
  return PARCELO_API_URL === undefined
    ? PARCELO_LINK_HOSTS
    : [...PARCELO_LINK_HOSTS, new URL(PARCELO_API_URL).host];
}
