import "server-only";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { mostWords, type Understanding } from "@/lib/media/understand/understanding";

const mostPages = 20;
const mostMs = 15_000;
/** What a thread may use: a small file can unfold into gigabytes. */
const mostMegabytes = 256;

const answer = z.union([
  z.object({ text: z.string() }),
  z.object({ fault: z.enum(["password_protected", "unreadable"]) }),
]);

/** The beginning of a PDF's text, read in a thread of its own within bounds of pages, time and memory. */
export async function readDocument(bytes: Uint8Array): Promise<Understanding> {
  const read = await readInThread(bytes);
  if ("fault" in read) return { status: "failed", reason: read.fault };
  const text = read.text
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  // Scans hold pictures of words, and no words.
  if (!/[\p{L}\p{N}]/u.test(text)) return { status: "nothing_found" };
  return { status: "done", document_text: text.toWellFormed() };
}

type Read = { text: string } | { fault: string };

function readInThread(bytes: Uint8Array): Promise<Read> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./pdf-worker.ts", import.meta.url), {
      workerData: { bytes, mostPages, mostCharacters: mostWords.document },
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
      stderr: true,
      stdout: true,
    });
    const finish = (read: Read) => {
      clearTimeout(timer);
      resolve(read);
      void worker.terminate();
    };
    const timer = setTimeout(() => finish({ fault: "took_too_long" }), mostMs);
    worker.once("message", (message: unknown) => {
      const parsed = answer.safeParse(message);
      finish(parsed.success ? parsed.data : { fault: "unreadable" });
    });
    // Out of memory arrives here as well.
    worker.once("error", () => finish({ fault: "unreadable" }));
    worker.once("exit", () => finish({ fault: "unreadable" }));
  });
}
