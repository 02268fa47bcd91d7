/** `340 kB`, `2.4 MB`, `1.2 GB`: decimal units, as WhatsApp's own limits are given. */
export function fileSize(bytes: number): string {
  if (bytes === 0) return "0 kB";
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}
