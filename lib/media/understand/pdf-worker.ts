import { parentPort, workerData } from "node:worker_threads";
import { getDocumentProxy } from "unpdf";
import { z } from "zod";

/** Runs apart from the server: a file that exhausts time or memory ends this thread and nothing else. */
const { bytes, mostPages, mostCharacters } = z
  .object({
    bytes: z.instanceof(Uint8Array),
    mostPages: z.number().int(),
    mostCharacters: z.number().int(),
  })
  .parse(workerData);

async function read(): Promise<string> {
  const pdf = await getDocumentProxy(bytes, { disableFontFace: true, useSystemFonts: false });
  let text = "";
  for (let n = 1; n <= Math.min(pdf.numPages, mostPages) && text.length < mostCharacters; n += 1) {
    const page = await pdf.getPage(n);
    const { items } = await page.getTextContent();
    for (const item of items) {
      if ("str" in item) text += item.str + (item.hasEOL ? "\n" : "");
    }
    text += "\n";
    page.cleanup();
  }
  return text.slice(0, mostCharacters);
}

read().then(
  (text) => parentPort?.postMessage({ text }),
  (error: unknown) =>
    parentPort?.postMessage({
      fault:
        error instanceof Error && error.name === "PasswordException"
          ? "password_protected"
          : "unreadable",
    }),
);
