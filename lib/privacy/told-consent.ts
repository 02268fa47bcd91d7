import { z } from "zod";

/** What staff can write down for a customer: first what ends messages, then what allows them. */
export const toldChanges = [
  "service:opted_out",
  "marketing:stopped",
  "service:opted_in",
  "marketing:allowed",
] as const;
export type ToldChange = (typeof toldChanges)[number];

/** A permission needs proof, and somebody who answers for it. */
export const allows = (change: string) =>
  change === "service:opted_in" || change === "marketing:allowed";

/** What can still change for a customer, and may be written down by somebody of this role. */
export const toldChangesFor = (customer: {
  consent: string;
  marketing: string;
  mayAllow: boolean;
}): ToldChange[] =>
  toldChanges.filter(
    (change) =>
      (customer.mayAllow || !allows(change)) &&
      change !== `service:${customer.consent}` &&
      change !== `marketing:${customer.marketing}`,
  );

export const toldChannels = ["phone", "email"] as const;

/** A change of consent that a customer told staff, outside of WhatsApp. */
export const toldConsent = z
  .object({
    change: z.enum(toldChanges),
    channel: z.enum(toldChannels),
    words: z.string().trim().min(1).max(256),
    /** When they said so; up to now, with a minute for clocks that differ. */
    at: z.iso.datetime({ offset: true }),
    evidence: z.string().trim().max(500),
  })
  .superRefine((told, context) => {
    if (allows(told.change) && told.evidence === "")
      context.addIssue({ code: "too_small", minimum: 1, origin: "string", path: ["evidence"] });
    if (Date.parse(told.at) > Date.now() + 60_000)
      context.addIssue({ code: "too_big", maximum: Date.now(), origin: "date", path: ["at"] });
  });
export type ToldConsent = z.infer<typeof toldConsent>;
