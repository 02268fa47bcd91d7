/** A change of consent that a customer told staff. */
export const toldConsentCopy = {
  open: "Record a change",
  title: "Record a change of consent",
  description:
    "What a customer said by phone or e-mail. It counts at once, goes into the ledger under your name and is not confirmed to the customer on WhatsApp.",
  change: "What they want",
  changes: {
    "service:opted_out": "No more messages at all",
    "marketing:stopped": "No more marketing",
    "service:opted_in": "Messages again",
    "marketing:allowed": "Marketing is welcome",
  },
  whoMayAllow: "The privacy team and admins record a permission.",
  channel: "How they said it",
  channels: { phone: "By phone", email: "By e-mail" },
  words: "Their exact words",
  wordsHint: "As they said or wrote them, up to 256 characters.",
  at: (zone: string) => `When (${zone})`,
  evidence: "Proof",
  evidenceHint: "Where the recording or the mail is kept. A permission counts only with proof.",
  submit: "Record it",
  done: "Recorded in the consent ledger.",
  by: { phone: "told by phone", email: "told by e-mail" } as Record<string, string>,
};
