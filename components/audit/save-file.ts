/** Hands a text to the browser as a download. */
export function saveFile(name: string, type: string, text: string | Blob): void {
  // Spreadsheets take UTF-8 for granted only with its mark.
  const url = URL.createObjectURL(new Blob(["\uFEFF", text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
