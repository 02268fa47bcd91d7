import { PDFDocument, StandardFonts } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { readDocument } from "@/lib/media/understand/read-document";
import { mostWords } from "@/lib/media/understand/understanding";
import { makeSample } from "../../../local/luminous/media/sample-files";

// Each starts a thread that loads the reader of PDFs anew.
describe("the text of a document", { timeout: 30_000 }, () => {
  it("is what its pages say, line by line", async () => {
    const read = await readDocument(await makeSample("invoice-1182"));
    expect(read).toMatchObject({
      status: "done",
      document_text: expect.stringMatching(/^Invoice 1182\nSeller: Kettle & Co, London\n/),
    });
  });

  it("is nothing for a scan, and a reason for what is no PDF", async () => {
    expect(await readDocument(await makeSample("scanned-form"))).toEqual({
      status: "nothing_found",
    });
    expect(await readDocument(Buffer.from("%PDF-1.7 and then nothing of the kind"))).toEqual({
      status: "failed",
      reason: "unreadable",
    });
  });

  it("ends after a bounded number of pages and characters", async () => {
    const pdf = await PDFDocument.create();
    const font = await pdf.embedFont(StandardFonts.Helvetica);
    for (let n = 1; n <= 24; n += 1) {
      const page = pdf.addPage();
      page.drawText(`page-${n}`, { x: 40, y: 780, font });
      for (let line = 0; line < 12; line += 1) {
        page.drawText("words ".repeat(12), { x: 40, y: 740 - line * 20, font, size: 8 });
      }
    }
    const read = await readDocument(await pdf.save());
    if (read.status !== "done") throw new Error(read.status);
    expect(read.document_text).toContain("page-12\n");
    expect(read.document_text).not.toContain("page-21");
    expect(read.document_text?.length).toBeLessThanOrEqual(mostWords.document);
  });
});
