/**
 * The network address of who asks, from X-Forwarded-For: the entry that the outermost of our own proxies
 * wrote, counted from the right. What stands left of it came from the client and proves nothing. Null when
 * no proxy is trusted or the header is shorter than it must be.
 */
export function clientAddress(forwardedFor: string | null, trustedHops: number): string | null {
  if (trustedHops === 0 || !forwardedFor) return null;
  const entries = forwardedFor.split(",").map((entry) => entry.trim());
  return entries.at(-trustedHops) || null;
}
