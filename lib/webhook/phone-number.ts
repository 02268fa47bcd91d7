import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js";

const MAX_LENGTH = 40;
const E164 = /^\+[1-9]\d{6,14}$/;

function valid(text: string, region?: CountryCode): string | null {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: region, extract: false });
  return parsed?.isValid() && E164.test(parsed.number) ? parsed.number : null;
}

/**
 * A phone number as E.164 with `+`, or null. Takes Meta's bare digits (already international),
 * `+` and `00` forms, and national numbers of the default region (ISO country code). Digits that no
 * numbering plan knows are believed as they are: Meta's numbers come from accounts that exist, and
 * plans change faster than their tables.
 */
export function toE164(written: string, defaultRegion: string): string | null {
  if (written.length > MAX_LENGTH) return null;
  const text = written
    .normalize("NFKC")
    .trim()
    .replace(/^(tel|whatsapp):/i, "");
  if (!/^\+?[\d\s().\-\u2010-\u2015]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, "");
  const region = isSupportedCountry(defaultRegion) ? defaultRegion : undefined;
  const international = digits.replace(/^00/, "");
  if (!international.startsWith("0")) {
    const known =
      valid(`+${international}`) ?? (text.startsWith("+") ? null : valid(digits, region));
    if (known) return known;
    return /^\d{8,15}$/.test(international) ? `+${international}` : null;
  }
  // `+0700…` is no E.164; an older service made such numbers by putting `+` before national ones.
  return valid(digits, region);
}
