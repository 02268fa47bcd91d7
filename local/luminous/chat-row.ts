/**
 * The platform's own row of an outbound message, as it appears in send answers and echoes.
 * `content` is what its inbox shows; times are UTC without a zone.
 */
export function chatRow(message: {
  seq: number;
  id: string;
  phone: string;
  name: string | null;
  status: "delivered" | "accepted";
  content: unknown;
  at: Date;
}) {
  const { seq, id, phone, name, status, content, at } = message;
  // Numbers of the platform; stable for a phone, as its contacts are.
  const contactId = Number(phone.slice(-6));
  return {
    organization_id: 3,
    wam_id: id,
    contact_id: contactId,
    type: "outbound",
    metadata: JSON.stringify(content),
    media_id: null,
    status,
    created_at: at.toISOString().slice(0, 19).replace("T", " "),
    uuid: `00000000-0000-4000-8000-${String(seq).padStart(12, "0")}`,
    id: seq,
    contact: { id: contactId, first_name: name, phone },
  };
}

/** Meta's answer to an accepted send, with the platform's row added. */
export function sendResult(message: Parameters<typeof chatRow>[0]) {
  const { id, phone, status } = message;
  return {
    messaging_product: "whatsapp",
    contacts: [{ input: phone, wa_id: phone.slice(1) }],
    messages: [status === "accepted" ? { id, message_status: status } : { id }],
    chat: chatRow(message),
  };
}
