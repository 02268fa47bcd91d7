import { describe, expect, it } from "vitest";
import { clientAddress } from "@/lib/staff/client-address";

describe("the address that counts is the one our own proxy wrote", () => {
  it.each([
    ["203.0.113.9", 1, "203.0.113.9"],
    // What the client put in front proves nothing.
    ["1.1.1.1, 203.0.113.9", 1, "203.0.113.9"],
    ["1.1.1.1, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"],
    ["2001:db8::1 ", 1, "2001:db8::1"],
  ])("%s behind %i", (header, hops, expected) => {
    expect(clientAddress(header, hops)).toBe(expected);
  });

  it.each([
    ["203.0.113.9", 0],
    [null, 1],
    ["", 1],
    ["203.0.113.9", 2],
    ["1.1.1.1, ", 1],
  ])("nobody's word is taken: %s behind %i", (header, hops) => {
    expect(clientAddress(header, hops)).toBeNull();
  });
});
