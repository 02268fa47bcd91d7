import { requestJson } from "@/components/query/request-json";

export type SimulatedCustomer = {
  id: string;
  phone: string | null;
  wa_user_id: string | null;
  name: string;
  last_message: string | null;
  last_at: string | null;
  unread: number;
};

/** One bubble on the phone. `in`: written by the customer; `out`: from the business. */
export type PhoneMessage = {
  seq: number;
  id: string;
  direction: "in" | "out";
  kind: string;
  text: string;
  header?: string;
  footer?: string;
  buttons?: { id: string; title: string }[];
  reply_to?: string;
  file?: { id: string; mime_type: string; name: string | null };
  at: string;
  status: "pending" | "accepted" | "failed" | "sent" | "delivered" | "read";
  reaction?: string | null;
  reason?: string;
};

export type CustomerAct =
  | { kind: "text"; text: string; reply_to?: string }
  | { kind: "button_reply"; id: string; title: string; reply_to: string }
  | { kind: "list_reply"; id: string; title: string; reply_to: string }
  | { kind: "location"; latitude: number; longitude: number; name: string }
  | { kind: "reaction"; message_id: string; emoji: string | null }
  | FileAct;

export type FileKind = "image" | "voice" | "document";
/** A file with its message: a sample by name, or one's own by the id that it was put up with. */
export type FileAct = { kind: FileKind | "video" | "sticker"; file: string; caption?: string };

export type SampleFile = {
  name: string;
  kind: FileAct["kind"];
  mime_type: string;
  file_name: string | null;
  words: string;
};

/** Every query key of the simulator. */
export const simulatorKeys = {
  customers: ["simulator", "customers"] as const,
  messages: (id: string) => ["simulator", "messages", id] as const,
  files: ["simulator", "files"] as const,
};

const base = "/simulator/api/customers";

export const fetchCustomers = (signal: AbortSignal) =>
  requestJson<{ customers: SimulatedCustomer[] }>(base, { signal });

export const postCustomer = (customer: { name: string; phone?: string; wa_user_id?: string }) =>
  requestJson<SimulatedCustomer>(base, { body: customer });

export const fetchMessages = (id: string, after: string | null, signal: AbortSignal) =>
  requestJson<{ messages: PhoneMessage[]; cursor: number }>(
    `${base}/${encodeURIComponent(id)}/messages${after === null ? "" : `?after=${after}`}`,
    { signal },
  );

export const postMessages = (id: string, messages: CustomerAct[], batch: boolean) =>
  requestJson<{ messages: { id: string; webhook_status: string }[] }>(
    `${base}/${encodeURIComponent(id)}/messages`,
    { body: { messages, batch } },
  );

export const fetchSamples = (signal: AbortSignal) =>
  requestJson<{ samples: SampleFile[] }>("/simulator/api/files", { signal });

export const postFile = (file: { mime_type: string; name: string; data: string }) =>
  requestJson<{ id: string }>("/simulator/api/files", { body: file });

/** Where a sample (by name) or a sent file (by id) can be seen or heard. */
export const fileAddress = (id: string) => `/simulator/api/files/${encodeURIComponent(id)}`;

export const postRead = (id: string) =>
  requestJson<unknown>(`${base}/${encodeURIComponent(id)}/read`, { body: {} });
