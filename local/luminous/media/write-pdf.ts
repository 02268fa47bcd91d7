import { PDFDocument, rgb, StandardFonts } from "pdf-lib";

/** The same bytes each time: a phone that sends a file twice sends the same file. */
const madeAt = new Date("2026-11-02T09:00:00Z");

/** A one-page PDF with these lines; without any, a page that holds a shape and no text, like a scan. */
export async function writePdf(title: string, lines: readonly string[]): Promise<Buffer> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(title);
  pdf.setCreationDate(madeAt);
  pdf.setModificationDate(madeAt);
  const page = pdf.addPage([595, 842]);
  if (lines.length === 0) {
    page.drawRectangle({ x: 60, y: 120, width: 475, height: 600, color: rgb(0.85, 0.83, 0.8) });
  }
  const [plain, bold] = [
    await pdf.embedFont(StandardFonts.Helvetica),
    await pdf.embedFont(StandardFonts.HelveticaBold),
  ];
  lines.forEach((line, n) => {
    const size = n === 0 ? 22 : 12;
    page.drawText(line, { x: 60, y: 760 - n * 24, size, font: n === 0 ? bold : plain });
  });
  return Buffer.from(await pdf.save({ useObjectStreams: false }));
}
