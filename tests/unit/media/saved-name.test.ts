import { describe, expect, it } from "vitest";
import { savedName } from "@/lib/media/console/saved-name";
import { isShownInline } from "@/lib/media/console/shown-inline";

describe("the name under which a file is saved", () => {
  it.each([
    ["invoice 1142.pdf", "application/pdf", "invoice 1142.pdf"],
    ["run me.exe", "application/pdf", "run me.pdf"],
    ["../../etc/passwd", "text/plain", "etc passwd.txt"],
    ["C:\\boot.ini", "image/png", "C boot.png"],
    ["a\u202Egnp.exe", "image/png", "a gnp.png"],
    [".htaccess", "text/plain", "file.txt"],
    ["", "application/x-unknown", "file.bin"],
    [null, "image/jpeg", "file.jpg"],
  ])("of %j, which is %s, is %s", (label, type, name) => {
    expect(savedName(label, type)).toBe(name);
  });
});

describe("what is shown in the page", () => {
  it("is pictures and recordings only: nothing that a browser could run", () => {
    expect(["image/jpeg", "image/png", "audio/ogg", "video/mp4"].every(isShownInline)).toBe(true);
    const run = ["text/html", "image/svg+xml", "application/xml", "application/pdf", null];
    expect(run.some(isShownInline)).toBe(false);
  });
});
