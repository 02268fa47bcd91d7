import type { MediaRow } from "@/lib/media/console/console-schemas";

/** Whose file it is: the name, else the masked number. */
export const personOf = (file: Pick<MediaRow, "customer_name" | "customer_number">): string =>
  file.customer_name?.trim() || file.customer_number || "—";
