export const zoneCookie = "zone";

/** A time zone that this runtime knows, from the viewer's cookie; UTC until the browser has said its own. */
export function parseZone(value: string | undefined): string {
  if (!value || value.length > 64) return "UTC";
  try {
    const zone = decodeURIComponent(value);
    new Intl.DateTimeFormat("en-GB", { timeZone: zone });
    return zone;
  } catch (error) {
    if (error instanceof RangeError || error instanceof URIError) return "UTC";
    throw error;
  }
}
