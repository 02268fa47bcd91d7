/**
 * A reference as the backend writes it (`ORD-12345`), from what a customer may have typed: lower case,
 * with blanks, the digits alone, or a link that ends in it.
 */
export function readReference(prefix: "ORD" | "PCL" | "Q" | "PAY", written: string): string {
  const last =
    written
      .trim()
      .replace(/(?<=\S)[?#].*$/, "")
      .split("/")
      .findLast((part) => part !== "") ?? "";
  const bare = last.toUpperCase().replace(/[^A-Z0-9]+/g, "");
  const digits = bare.startsWith(prefix) ? bare.slice(prefix.length) : bare;
  return `${prefix}-${digits || "0"}`;
}
