import { alertKinds, runbookAnchor } from "@/lib/alerts/alert-words";

const queues = ["turns", "sends", "embeddings", "media", "echoes", "reprocessing"];

/** Every heading of docs/runbook.md that an alert or a notice links to. */
export const runbookAnchors: readonly string[] = [
  ...alertKinds.flatMap((kind) =>
    kind === "queue_age"
      ? queues.map((key) => runbookAnchor({ kind, key }))
      : [runbookAnchor({ kind, key: "" })],
  ),
  "agent-error",
  "database-away",
];
