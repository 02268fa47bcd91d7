import { describe, expect, it } from "vitest";
import { frameCopy } from "@/components/copy/frame";
import { navFor } from "@/components/frame/nav-items";
import { staffRoles } from "@/lib/staff/roles";

const itemsOf = (role: (typeof staffRoles)[number]) =>
  navFor(role).flatMap((section) => section.items);

describe("navFor", () => {
  it("shows a role only pages that the role may open, and no empty section", () => {
    for (const role of staffRoles) {
      expect(itemsOf(role).every((item) => item.roles.includes(role))).toBe(true);
      expect(navFor(role).every((section) => section.items.length > 0)).toBe(true);
    }
    const privacy = itemsOf("privacy").map((item) => item.href);
    expect(privacy).toContain("/sessions");
    expect(privacy).not.toContain("/jobs");
  });

  it("gives every page a chord and an address of its own, and a label", () => {
    const items = itemsOf("admin");
    expect(new Set(items.map((item) => item.chord)).size).toBe(items.length);
    expect(new Set(items.map((item) => item.href)).size).toBe(items.length);
    for (const { chord, label } of items) {
      expect(chord).toMatch(/^[a-z]$/);
      expect(label.length).toBeGreaterThan(0);
    }
  });

  it("has a word for every role that a page without permission names", () => {
    for (const role of staffRoles) expect(frameCopy.roles[role]).toBeTruthy();
  });
});
