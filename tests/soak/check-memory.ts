import { whatWasSaid } from "@/lib/recall/what-was-said";
import { type Check, exactly, figure, none } from "./check";
import type { MessageRow, Rows } from "./read-rows";

/** What was said is found again: each message indexed once and whole, notes of each session in one line. */
export function checkMemory({
  messages,
  chunks,
  summaries,
}: Pick<Rows, "messages" | "chunks" | "summaries">): Check[] {
  const byMessage = Map.groupBy(chunks, ({ message_id }) => message_id);
  const wanted = messages.filter(isSaid);
  const isWhole = ({ id }: MessageRow) => {
    const own = byMessage.get(id) ?? [];
    const places = new Set(own.map(({ chunk_index }) => chunk_index));
    return own.length > 0 &&
      own.every((each) => each.chunk_count === own.length && each.model !== null)
      ? places.size === own.length
      : false;
  };
  const said = new Set(wanted.map(({ id }) => id));
  const doubled = [...Map.groupBy(summaries, (each) => `${each.session_id} ${each.version}`)];
  const crossed = [...Map.groupBy(summaries, ({ session_id }) => session_id)].filter(([, all]) => {
    const ordered = all.toSorted((a, b) => a.version - b.version);
    return ordered.some((each, n) => n > 0 && each.upto_seq <= (ordered[n - 1]?.upto_seq ?? 0));
  });

  return [
    exactly(
      "messages to be embedded, and embedded whole",
      wanted.length,
      wanted.filter(isWhole).length,
    ),
    none(
      "messages embedded that should not be",
      [...byMessage.keys()].filter((id) => !said.has(id)),
    ),
    figure("chunks · notes on sessions", `${chunks.length} · ${summaries.length}`),
    none(
      "notes on the same messages twice",
      [...doubled.filter(([, all]) => all.length > 1), ...crossed].map(([key]) => key),
    ),
  ];
}

/** As the service's own rule has it (queue_for_embedding), written down a second time. */
function isSaid({ direction, message_type, state, deleted_at, rendered_text }: MessageRow) {
  if (direction === "system" || deleted_at !== null) return false;
  // A sticker, or a recording that could not be had, has no words.
  if (whatWasSaid(rendered_text) === "") return false;
  if (["reaction", "edit", "revoke"].includes(message_type)) return false;
  return state !== "suppressed" && state !== "failed";
}
