import { describe, expect, it } from "vitest";
import { digitsInWamid, namedIn } from "@/lib/privacy/erasure/named-in";
import { writtenForms } from "@/lib/privacy/erasure/written-forms";
import { newItem } from "@/lib/webhook/new-item";

const phone = "+256772900111";
const wamidOf = (digits: string, lead = "\u001c\u0018\u000c") =>
  `wamid.${Buffer.from(`${lead}${digits}\u0015\u0002\u0000\u0011\u0018`, "latin1").toString("base64")}`;

describe("whom an item is about", () => {
  it("is read from sender, recipient and the number inside a wamid", () => {
    const status = newItem({ dedupe_key: "status:x", event_type: "status", raw: {} });
    const named = namedIn(
      {
        ...status,
        status: {
          ...{ wa_message_id: wamidOf("256772900111"), status: "read", recipient: null },
          ...{ error_code: null, payload: {} },
        },
      },
      "UG",
    );
    expect(named).toEqual({ phones: [phone], userIds: [], wamids: [wamidOf("256772900111")] });
  });

  it("is looked for in the raw form of what was parked unread, keys included", () => {
    const raw = {
      data: {
        from: "0772 900 111",
        people: { "256701000222": { id: "UG.abc123" } },
        id: wamidOf("256703000333"),
      },
    };
    const item = newItem({
      dedupe_key: "unknown:x",
      event_type: "unknown",
      raw,
      park_reason: "unknown_shape",
    });
    expect(namedIn(item, "UG")).toEqual({
      phones: [phone, "+256701000222", "+256703000333"],
      userIds: ["UG.abc123"],
      wamids: [wamidOf("256703000333")],
    });
  });

  it("no number is made up from an id that holds none", () => {
    expect(digitsInWamid("wamid.e8b1f0e6-0000-4000-8000-123456789012")).toBeNull();
    expect(digitsInWamid("not one")).toBeNull();
  });
});

describe("written forms", () => {
  it("find the number in every wamid that holds it, wherever it begins", () => {
    const forms = writtenForms("phone", phone);
    for (const lead of ["", "a", "ab", "abc", "\u001c\u0018\u000c"]) {
      const wamid = wamidOf("256772900111", lead);
      expect(forms.some((form) => wamid.includes(form))).toBe(true);
    }
    expect(forms.some((form) => wamidOf("256772900112").includes(form))).toBe(false);
    for (const text of ["256772900111", "0772900111", "+256 772 900111"])
      expect(forms.some((form) => text.includes(form))).toBe(true);
  });
});
