import type { z } from "zod";
import type { RecordKind, RecordOf } from "../engine/records";

/**
 * Where the engine's state outlives the process. `put` and `remove` take effect together with all
 * others of the same turn of the event loop: after a crash either all of a turn is there or nothing.
 */
export interface Store {
  /** Remembers a record. It is serialised at the end of the turn, so later changes in the turn count. */
  put<K extends RecordKind>(kind: K, id: string, record: RecordOf<K>): void;
  remove(kind: RecordKind, id: string): void;
  /** Resolves when everything put so far would survive `kill -9`; rejects once writing has failed. */
  committed(): Promise<void>;
  /** All records of a kind, in the order of their ids. Throws when one is malformed. */
  read<T>(kind: RecordKind, schema: z.ZodType<T>): T[];
  close(): void;
}
