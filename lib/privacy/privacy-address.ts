import { env } from "@/lib/env";

/** Where everybody can read the privacy policy. */
export function privacyAddress(): string {
  return `${env().APP_URL}/privacy`;
}
