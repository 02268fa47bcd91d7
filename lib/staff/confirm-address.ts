import "server-only";
import { env } from "@/lib/env";

/** Where links in mails lead; the mail's template adds the token. */
export function confirmAddress(): string {
  return `${env().APP_URL}/login/confirm`;
}
