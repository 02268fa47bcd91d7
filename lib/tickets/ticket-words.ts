/** The words that a ticket is described by, as the database knows them. */
export const ticketCategories = [
  "payment",
  "delivery",
  "quality",
  "refund",
  "account",
  "complaint",
  "other",
] as const;
export const sentiments = [
  "very_negative",
  "negative",
  "neutral",
  "positive",
  "very_positive",
] as const;
export const ticketPriorities = ["low", "normal", "high", "urgent"] as const;
export const journeyStages = [
  "browsing",
  "quotation",
  "ordering",
  "payment",
  "shipping",
  "delivery",
  "after_delivery",
] as const;
export const ticketStatuses = ["open", "pending", "resolved", "closed"] as const;
export type TicketStatus = (typeof ticketStatuses)[number];
export type TicketPriority = (typeof ticketPriorities)[number];
export type Sentiment = (typeof sentiments)[number];
