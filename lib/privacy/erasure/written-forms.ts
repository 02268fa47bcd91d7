import { parsePhoneNumberFromString } from "libphonenumber-js";

/**
 * Ways in which a number or an id may stand in a text: digits, national and spaced forms, and inside
 * base64, as in a wamid. There a text has one of three looks, by where it begins in a group of three
 * bytes; the characters that hold nothing but its own bits are the same in every wamid.
 */
export function writtenForms(kind: "phone" | "wa_user_id", value: string): string[] {
  if (kind === "wa_user_id") return [...new Set(base64Forms(value))];
  const digits = value.replace("+", "");
  const parsed = parsePhoneNumberFromString(value);
  const national = parsed?.formatNational();
  return [
    ...new Set([
      digits,
      ...base64Forms(digits),
      ...(parsed && national
        ? [parsed.formatInternational(), national, national.replace(/\D/g, "")]
        : []),
    ]),
  ].filter((form) => form.length >= 8);
}

function base64Forms(text: string): string[] {
  const bytes = Buffer.from(text, "utf8");
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor(((offset + bytes.length) * 8) / 6);
    return encoded.slice(first, last);
  });
}
