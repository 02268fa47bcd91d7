import { parseArgs } from "node:util";
import { type Answers, arms, askQuestions } from "./ask-questions";
import { embedAll } from "./embed-all";
import { leaveOneOut } from "./leave-one-out";
import type { Answered } from "./metrics";
import { openMemory } from "./open-memory";
import { printReport, reportOf } from "./print-report";
import { readDialogues } from "./read-dialogues";
import { storeDialogue } from "./store-dialogue";

const categories = [1, 2, 3, 4];
const triedWeights = [0.2, 0.3, 0.4, 0.5, 0.6];

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    json: { type: "boolean", default: false },
    "leave-one-out": { type: "boolean", default: false },
  },
});
if (!values.data) {
  console.error(
    "Say which dialogues: npm run eval:recall -- --data <file> [--json] [--leave-one-out]",
  );
  process.exit(1);
}

const dialogues = readDialogues(values.data, categories);
const memory = await openMemory();
try {
  const answersOf = new Map<string, Answers>();
  for (const dialogue of dialogues) {
    console.error(`${dialogue.id}: ${dialogue.questions.length} questions`);
    const stored = await storeDialogue(memory.supabase, dialogue);
    await embedAll(memory.supabase);
    // As the server's own autovacuum would have done by now.
    await memory.supabase.query("analyze message_embeddings, chat_messages");
    const weights = values["leave-one-out"] ? triedWeights : [];
    answersOf.set(dialogue.id, await askQuestions(memory.supabase, stored, weights));
  }
  const all = [...answersOf.values()];
  const pooled = Object.fromEntries(
    arms.map((arm) => [arm, all.flatMap((answers): Answered[] => answers[arm])]),
  );
  const report = {
    ...reportOf(pooled, categories),
    dialogues: dialogues.length,
    ...(values["leave-one-out"] ? { leave_one_out: leaveOneOut(answersOf) } : {}),
  };
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else printReport(report);
} finally {
  await memory.close();
}
