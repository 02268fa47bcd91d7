import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../../providers/faults";

/** What a download can suffer beside what any request can. */
export type Damage = Extract<
  Fault,
  { kind: "wrong_bytes" | "wrong_type" | "break_off" | "stall" | "slow" | "too_long" }
>;

/** A small Windows program's beginning: what no customer's file may be. */
const program = Buffer.concat([
  Buffer.from("MZ\x90\x00\x03\x00\x00\x00", "latin1"),
  Buffer.alloc(56),
]);

/** The bytes as they leave: as they are, or with one injected fault. A stream that breaks off throws. */
export async function* downloadPieces(
  pieces: Iterable<Buffer>,
  damage: Damage | null,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  let sent = 0;
  for (const piece of pieces) {
    const isFirst = sent === 0;
    if (damage?.kind === "break_off" && sent + piece.length > damage.after_bytes) {
      yield piece.subarray(0, damage.after_bytes - sent);
      await sleep(20);
      throw new Error("The connection breaks off, as wished.");
    }
    if (damage?.kind === "stall" && sent + piece.length > damage.after_bytes) {
      await once(signal, "abort");
      return;
    }
    if (damage?.kind === "slow") yield* dripped(piece, damage.bytes_per_second, signal);
    else yield damaged(piece, isFirst, damage);
    sent += piece.length;
  }
  if (damage?.kind === "too_long") yield Buffer.alloc(1_000, 0x20);
}

function damaged(piece: Buffer, isFirst: boolean, damage: Damage | null): Buffer {
  if (damage?.kind === "wrong_type" && isFirst) {
    const other = Buffer.from(piece);
    program.copy(other);
    return other;
  }
  if (damage?.kind === "wrong_bytes") {
    const other = Buffer.from(piece);
    other.writeUInt8((other.at(-1) ?? 0) ^ 1, other.length - 1);
    return other;
  }
  return piece;
}

async function* dripped(piece: Buffer, perSecond: number, signal: AbortSignal) {
  for (let from = 0; from < piece.length; from += perSecond) {
    yield piece.subarray(from, from + perSecond);
    await sleep(1_000, undefined, { signal });
  }
}
