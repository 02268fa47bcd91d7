/** The customer panel. */
export const customerCopy = {
  label: "Customer",
  loadFailed: "The customer's details did not load.",
  locale: "Language",
  localeUnknown: "Not known yet",
  since: "Customer since",
  erased: (day: string) => `Erased ${day}`,
  languages: { en: "English", sw: "Swahili", lg: "Luganda" } as Record<string, string>,
  identities: {
    title: "Identities",
    phone: "Phone",
    wa_user_id: "WhatsApp id",
    earlier: (day: string) => `until ${day}`,
    reveal: "Reveal",
    revealOf: (masked: string) => `Reveal ${masked}`,
    hide: "Hide",
    recorded: "On record: you saw this value.",
    whoCan: "The privacy team and admins can reveal a number, on record.",
  },
  consent: {
    title: "Consent",
    service: {
      pending: "Service: not asked yet",
      opted_in: "Service: in",
      opted_out: "Service: out",
    },
    marketing: {
      unknown: "Marketing: not asked",
      allowed: "Marketing: allowed",
      stopped: "Marketing: stopped",
    },
    none: "No change of consent so far.",
    to: {
      service: {
        pending: "Not asked again",
        opted_in: "Opted in",
        opted_out: "Opted out",
      } as Record<string, string>,
      marketing: {
        unknown: "Marketing: asked anew",
        allowed: "Marketing allowed",
        stopped: "Marketing stopped",
      } as Record<string, string>,
    },
    sources: {
      keyword: "by words",
      button: "by a button",
      preference: "in WhatsApp's own settings",
      provider_error: "reported by WhatsApp",
      number_change: "number changed",
      staff: "by staff",
      erasure: "by an erasure",
      chat_tool: "asked the bot",
    } as Record<string, string>,
  },
  flags: {
    title: "To look at",
    belongs_to_another:
      "A number or id of this customer is another customer's. Nothing was merged.",
    changed_without_notice:
      "The number came with a new WhatsApp id, or the id with a new number. It may be another person.",
    open: "Open the other conversation",
  },
  window: "Window",
  sessions: {
    title: "Conversations",
    now: "this one",
    open: "open",
    closed: "closed",
    more: "The newest 50 are shown.",
  },
  notes: {
    title: "Notes",
    none: "No notes yet. N writes one.",
  },
};
