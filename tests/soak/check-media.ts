import { type Check, exactly, figure, none, tally } from "./check";
import type { FileFate, MessageEntry, Plan } from "./delivery";
import type { MediaRow, Rows } from "./read-rows";

/** Where a file must end, whatever was killed on its way. */
const rightEnd: Record<FileFate, string> = {
  good: "stored",
  unknown_id: "expired: media_not_found",
  wrong_checksum: "rejected: checksum_mismatch",
  wrong_type: "rejected: type_mismatch",
  kind_not_taken: "rejected: type_not_allowed",
};
const endOf = ({ status, error }: MediaRow) => (error === null ? status : `${status}: ${error}`);

/** Each file where it belongs, one object per stored one and no other object, each looked into once. */
export function checkMedia(
  { deliveries }: Plan,
  { messages, media }: Pick<Rows, "messages" | "media">,
  objects: readonly string[],
): Check[] {
  const sent = new Set(deliveries.flatMap(({ entries }) => entries).filter(isLastingFile));
  const messageOf = new Map(messages.map((message) => [message.wa_message_id, message.id]));
  const byMessage = Map.groupBy(media, ({ message_id }) => message_id);
  const rowsOf = (entry: MessageEntry) => byMessage.get(messageOf.get(entry.wamid) ?? "") ?? [];
  const rows = [...sent].flatMap(rowsOf);
  const wrong = [...sent].filter((entry) => {
    const [row, twin] = rowsOf(entry);
    return row === undefined || twin !== undefined || endOf(row) !== rightEnd[entry.fate];
  });
  const stored = media.filter(({ status }) => status === "stored");
  const paths = stored.map(({ storage_path }) => storage_path ?? "");
  const known = new Set(paths);
  const there = new Set(objects);

  return [
    exactly("files sent, with one row each", sent.size, rows.length),
    figure("files by where they ended", tally(rows.map(endOf))),
    none(
      "files that ended elsewhere than they had to",
      wrong.map((entry) => `${entry.type} ${entry.fate} as ${rowsOf(entry).map(endOf).join(", ")}`),
    ),
    none(
      "stored files whose object is missing, or is that of another",
      paths.filter((path, n) => !there.has(path) || paths.indexOf(path) !== n),
    ),
    none(
      "objects without a stored file",
      objects.filter((path) => !known.has(path)),
    ),
    none(
      "stored files not looked into",
      stored.filter((row) => row.enrichment_status !== "done").map(whyNot),
    ),
  ];
}

const whyNot = (row: MediaRow) =>
  `${row.id} ${row.enrichment_status} ${row.enrichment_error ?? "without a reason"}`;

type FileEntry = MessageEntry & { fate: FileFate };
const isLastingFile = (entry: Plan["deliveries"][number]["entries"][number]): entry is FileEntry =>
  entry.kind === "message" && entry.fate !== null && entry.customer.part !== "erased";
