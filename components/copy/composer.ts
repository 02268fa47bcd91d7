/** The field in which staff write, and why it may be closed. */
export const composerCopy = {
  label: "Reply to the customer",
  placeholder: "Write a reply",
  send: "Send",
  windowOpen: "Window open",
  windowClosing: "Window closing",
  windowClosed: "Window closed",
  left: (duration: string) => `${duration} left`,
  ago: (duration: string) => `${duration} ago`,
  closesAt: (instant: string) => `Closes ${instant}`,
  closedAt: (instant: string) => `Closed ${instant}`,
  count: (used: string, limit: string) => `${used} of ${limit}`,
  parts: (count: number) => `Goes out as ${count} messages`,
  queued: "Queued",
  notQueued: "Not queued",
  notQueuedElsewhere: (why: string) =>
    `Your reply in another conversation was not queued. Its words are kept there. ${why}`,
  openIt: "Open it",
  retry: "Try again",
  discard: "Discard",
  otherWrites: (name: string) =>
    `${name} is writing a reply too. Two answers would reach the customer.`,
  sendAnyway: "Send anyway",
  waitForThem: "Wait",
  /** Why the viewer may not write, by who answers and what they are. */
  blocked: {
    bot: "The bot answers here. Take over to write.",
    nobody: "Nobody answers here yet. Take over to write.",
    colleague: (name: string) => `${name} answers here. Take over to write yourself.`,
    someone: "A colleague",
    closed: "This conversation is closed. The customer's next message opens a new one.",
    newer: "This conversation is closed, and the customer has a newer one.",
    noTemplate: "A template may not be sent either.",
    neverWrote: "The customer has not written yet, so WhatsApp allows only an approved template.",
    privacy: "The privacy role reads conversations and does not write in them.",
    offered: (name: string, language: string) => `“${name}” (${language}) may be sent instead.`,
    other: (code: string) => `Sending is not allowed at the moment (${code}).`,
  },
  /** Why nothing may be sent, by the word of the database's gate. */
  blockedBy: {
    window_closed:
      "The 24-hour window is closed. WhatsApp allows only an approved template until the customer writes again.",
    opted_out: "The customer opted out. You may reply only to what they write after that.",
    no_phone_number: "There is no number to send to: this contact is known by a WhatsApp id alone.",
    account_stopped: "The provider stopped our account. An admin has to lift the stop first.",
    customer_erased: "This customer's data was erased.",
    marketing_not_allowed: "The customer has not allowed marketing messages.",
    suppressed:
      "This person opted out before their data was erased. You may reply only to what they write now.",
    legal_hold: "Marketing to this customer is paused. The privacy team knows why.",
    human_owns_session: "A person answers here, so the bot stays silent.",
    reply_cap: "The bot has reached its replies of this hour.",
    unknown_purpose: "Nothing of this kind may be sent.",
    no_template:
      "The 24-hour window is closed, and no approved template is configured for this message.",
    template_unusable:
      "The 24-hour window is closed, and the configured template is not approved, or has other variables than it needs.",
  },
};
