import type { ParkReason } from "@/lib/webhook/intake-item";

export type SoakCustomer = {
  /** Digits, as Meta writes them. */
  waId: string;
  name: string;
  /** Set for those whom WhatsApp names by both ids. */
  waUserId: string | null;
  /**
   * `leaves`: writes STOP. `returns`: writes START after it. `inbox`: a person answers elsewhere.
   * `erased`: is erased while writing, and goes on. `asks`: wants a copy of all that is kept.
   */
  part: "plain" | "leaves" | "returns" | "inbox" | "erased" | "asks";
};

export type MessageType =
  | "text"
  | "image"
  | "voice"
  | "document"
  | "button"
  | "list"
  | "location"
  | "sticker"
  | "reaction"
  | "stop"
  | "start";

/** What is wrong with a file, if anything; each has one right end (see check-media.ts). */
export type FileFate = "good" | "unknown_id" | "wrong_checksum" | "wrong_type" | "kind_not_taken";

/** One thing that a webhook says. Times are milliseconds after the start of posting. */
export type Entry =
  | {
      kind: "message";
      type: MessageType;
      customer: SoakCustomer;
      wamid: string;
      /** Occurs in what is stored, and nowhere else: shows one message stored under two keys. */
      token: string;
      writtenMs: number;
      /** Which sent message a reaction is about, as a share of those known by then. */
      draw: number;
      /** Of what brings a file. */
      fate: FileFate | null;
    }
  /** The customer read one of our messages; which one is drawn from those that left by then. */
  | { kind: "receipt"; draw: number; unknownWamid: string }
  /** Somebody wrote in the provider's own inbox. */
  | { kind: "echo"; customer: SoakCustomer; wamid: string; token: string }
  | { kind: "bad"; reason: BadReason; customer: SoakCustomer; token: string };

export type MessageEntry = Extract<Entry, { kind: "message" }>;

export type BadReason = Extract<
  ParkReason,
  | "missing_message_id"
  | "missing_sender"
  | "invalid_sender"
  | "oversized_id"
  | "foreign_phone_number_id"
  | "unknown_shape"
>;

/** Forms in which the same content comes: live and test Luminous, raw Meta, two older ones. */
export type Envelope = "live" | "test_button" | "meta" | "flat_messages" | "legacy_flat";

/** Requests that must be refused as a whole, and with what. */
export type Refusal = "truncated" | "array_root" | "wrong_secret";
export const refusalStatus: Record<Refusal, number> = {
  truncated: 400,
  array_root: 400,
  wrong_secret: 401,
};

/** One webhook to be posted. */
export type Delivery = {
  /** Milliseconds after the start of posting. */
  dueMs: number;
  envelope: Envelope;
  entries: Entry[];
  refusal: Refusal | null;
  isRepeat: boolean;
  /** Comes seconds after it was written: later ones overtake it. */
  isLate: boolean;
};

export type Plan = { customers: SoakCustomer[]; deliveries: Delivery[] };
