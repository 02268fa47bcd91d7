import { NotThereYet, type RunningStack } from "./running-stack";

/** Reads of single rows that fail loudly instead of giving nothing; `until` waits for a row that is not there yet. */
export function lookUp(running: () => RunningStack) {
  const all = async <Row>(
    read: PromiseLike<{ data: Row[] | null; error: { message: string } | null }>,
  ): Promise<Row[]> => {
    const { data, error } = await read;
    if (error) throw new Error(error.message);
    return data ?? [];
  };
  const one = async <Row>(read: Parameters<typeof all<Row>>[0]): Promise<Row> => {
    const rows = await all(read);
    const [row] = rows;
    if (!row) throw new NotThereYet("Expected one row, found 0");
    if (rows.length > 1) throw new Error(`Expected one row, found ${rows.length}`);
    return row;
  };
  return {
    /** The one stored message of a WhatsApp id. */
    message: (wamid: string) =>
      one(running().database.from("chat_messages").select("*").eq("wa_message_id", wamid)),
    messagesWith: (wamid: string) =>
      all(running().database.from("chat_messages").select("*").eq("wa_message_id", wamid)),
    /** Events whose raw form holds a text: a content hash as key cannot be foretold. */
    eventsWith: async (text: string) => {
      const events = await all(
        running()
          .database.from("wa_events")
          .select("*")
          .order("received_at", { ascending: false })
          .limit(200),
      );
      return events.filter(({ raw }) => JSON.stringify(raw).includes(text));
    },
    media: async (wamid: string) => {
      const message = await one(
        running().database.from("chat_messages").select("id").eq("wa_message_id", wamid),
      );
      return one(running().database.from("chat_media").select("*").eq("message_id", message.id));
    },
    customer: (id: string) => one(running().database.from("customers").select("*").eq("id", id)),
    countSessions: async () =>
      (await all(running().database.from("chat_sessions").select("id"))).length,
  };
}
