import "server-only";
import { getCountryCallingCode, isSupportedCountry } from "libphonenumber-js/min";
import { env } from "@/lib/env";

/** The calling code of our region, without plus: staff type national numbers into a search. */
export function regionCallingCode(): string {
  const region = env().DEFAULT_PHONE_REGION;
  return isSupportedCountry(region) ? getCountryCallingCode(region) : "";
}
