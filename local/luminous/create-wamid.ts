import { randomBytes } from "node:crypto";

/**
 * A WhatsApp message id of the real form: base64 that holds the customer's number, so that code
 * which must treat it as personal data meets what it will meet in production. A customer known by
 * a business-scoped id only has `UGBS` in its place. `direction` is the customer's view: `in` =
 * written by the customer.
 */
export function createWamid(phone: string | null, direction: "in" | "out"): string {
  const owner = phone === null ? "UGBS" : phone.replace(/\D/g, "");
  const inbound = direction === "in";
  const unique = randomBytes(10)
    .toString("hex")
    .toUpperCase()
    .slice(0, inbound ? 20 : 18);
  const bytes = Buffer.concat([
    Buffer.from([0x1c, 0x18, owner.length]),
    Buffer.from(owner),
    Buffer.from([0x15, 0x02, 0x00, inbound ? 0x12 : 0x11, 0x18, unique.length]),
    Buffer.from(unique),
    Buffer.from([0x00]),
  ]);
  return `wamid.${bytes.toString("base64")}`;
}
