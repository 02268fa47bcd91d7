import { expect, it } from "vitest";
import { readStaffOptions } from "@/scripts/staff/read-staff-options";
import { readTarget } from "@/scripts/staff/read-target";

it("takes address, name and role, tidied", () => {
  const args = ["--email", " Ada@Parcelo.example ", "--name", " Ada ", "--role", "admin"];
  expect(readStaffOptions(args)).toEqual({
    email: "ada@parcelo.example",
    display_name: "Ada",
    role: "admin",
  });
});

it("says which options are missing or wrong, all at once", () => {
  expect(() => readStaffOptions(["--email", "ada", "--role", "root"])).toThrow(
    /--email needs.*\n--name needs.*\n--role must/,
  );
});

it("names what the environment lacks, and never shows a key", () => {
  const given = { SUPABASE_URL: "not an address", SUPABASE_SERVICE_ROLE_KEY: "very secret" };
  expect(() => readTarget(given)).toThrow(/SUPABASE_URL, APP_URL/);
  expect(() => readTarget(given)).not.toThrow(/very secret/);
  expect(() => readTarget({ LOCAL_DATA_DIR: "/nowhere" })).toThrow(/Which project/);
});
