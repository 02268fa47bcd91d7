import { describe, expect, expectTypeOf, it } from "vitest";
import { createLog, type Log } from "@/lib/create-log";
import type { LogFields } from "@/lib/log-fields";
import { SafeError } from "@/lib/safe-error";

const canaries = {
  "E.164 number": "+256700000101",
  "number without plus": "256700000101",
  "national number": "0700000101",
  "grouped number": "+256-700-000-101",
  "number inside a word": "customer:256700000101",
  wamid: "wamid.HBgMMjU2NzAwMDAwMTAxFQIAEhggQUJDREVGMDEyMzQ1Njc4OQA=",
  "wamid without its prefix": "HBgMMjU2NzAwMDAwMTAxFQIAEhggQUJDREVGMDEyMzQ1Njc4OQA",
  "e-mail": "sarah.nakato@example.ug",
  JWT: "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.c2lnbmF0dXJl",
  "webhook address": "https://chat.example/api/luminous/webhook?token=canarysecret",
  "signed link": "https://store.example/object/sign/a?token=abc",
  "OpenAI key": "sk-proj-abcdefghijklmnop1234",
  "Supabase secret key": "sb_secret_abcdefghijklmnop",
  "local secret": "local-abcdefghijklmnopqrst",
  "message text": "please deliver to my shop in Kikuubo",
  "long string": "a".repeat(201),
};

function capture(level?: string): { log: Log; text: () => string; lines: () => unknown[] } {
  let written = "";
  const log = createLog(
    {
      write: (line: string) => {
        written += line;
      },
    },
    level,
  );
  return {
    log,
    text: () => written,
    lines: () =>
      written
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
  };
}

describe("P13: a log line carries ids and enums only", () => {
  it.each(Object.entries(canaries))("keeps a %s out of a field", (_kind, canary) => {
    const { log, text, lines } = capture();
    log.info("turn committed", { reason: canary, session_id: canary, message_ids: [canary] });
    expect(text()).not.toContain(canary);
    expect(lines()).toMatchObject([
      { reason: "[redacted]", session_id: "[redacted]", message_ids: ["[redacted]"] },
    ]);
  });

  it.each(Object.entries(canaries))("keeps a %s out through an error", (_kind, canary) => {
    const { log, text } = capture();
    const cause = Object.assign(new TypeError(canary), { code: canary });
    const error = new Error(`provider said ${canary}`, { cause });
    error.name = canary;
    log.error("send failed", { error });
    log.error("send failed", { error: { message: canary, details: canary, code: "23505" } });
    log.error("send failed", { error: canary });
    expect(text()).not.toContain(canary);
    expect(text()).toContain('"code":"23505"');
  });

  it("writes neither a field that is not on the list nor its value", () => {
    const { log, text, lines } = capture();
    const fields = { text: "Nakato", phone: "Nakato", wa_message_id: "Nakato", turn_id: "7" };
    const passedTheCompiler: { turn_id: string } = fields;
    log.info("stored", passedTheCompiler);
    expect(text()).not.toContain("Nakato");
    expect(lines()).toMatchObject([{ event: "stored", turn_id: "7", refused_fields: 3 }]);
  });

  it("replaces numbers that are as long as a telephone number", () => {
    const { log, lines } = capture();
    log.info("stored", {
      customer_id: 256700000101,
      file_bytes: 256700000101,
      duration_ms: 80_000_000,
    });
    expect(lines()).toMatchObject([
      { customer_id: "[redacted]", file_bytes: "[redacted]", duration_ms: 80_000_000 },
    ]);
  });

  it("keeps what an operator needs", () => {
    const { log, lines } = capture();
    const fields = {
      session_id: "3f0c6a52-1111-4222-8333-444455556666",
      run_id: "01JD2Z8Q3M4N5P6R7S8T9V0W1X",
      model: "gpt-6-luna",
      route: "/api/console/sessions/[id]",
      outcome: "superseded",
      duration_ms: 1234.5,
      is_retry: true,
      covered_seq: 4711,
    } satisfies LogFields;
    log.warn("turn superseded", fields);
    expect(lines()).toMatchObject([{ level: "warn", event: "turn superseded", ...fields }]);
  });

  it("logs an error's name, code and own frames, and the message of a safe error only", () => {
    const { log, lines, text } = capture();
    log.error("claim failed", {
      error: new SafeError("turn_claim_lost", "the claim of turn 7 was lost"),
    });
    log.error("claim failed", { error: new RangeError("Nakato wrote hello") });
    expect(lines()).toMatchObject([
      {
        error: {
          name: "SafeError",
          code: "turn_claim_lost",
          message: "the claim of turn 7 was lost",
        },
      },
      { error: { name: "RangeError" } },
    ]);
    expect(text()).toContain("tests/unit/log/create-log.test.ts:");
    expect(text()).not.toContain("Nakato");
    expect(text()).not.toContain("node_modules");
  });

  it("does not take lines of a message for stack frames", () => {
    const { log, text } = capture();
    log.error("failed", { error: new Error("x\n    at /home/nakato/letter.txt:1:1") });
    expect(text()).not.toContain("nakato");
  });

  it("obeys the level, and counts an unknown one as info", () => {
    const quiet = capture("error");
    quiet.log.warn("not written");
    expect(quiet.text()).toBe("");
    const unknown = capture("loud");
    unknown.log.debug("not written");
    unknown.log.info("written");
    expect(unknown.lines()).toHaveLength(1);
  });
});

describe("the compiler refuses", () => {
  it("free text, personal ids and built event names", () => {
    const { log } = capture("silent");
    // @ts-expect-error -- message text is no log field
    log.info("stored", { text: "hello" });
    // @ts-expect-error -- a wamid holds the customer's number
    log.info("stored", { wa_message_id: "wamid.x" });
    const name: string = "Nakato";
    // @ts-expect-error -- an event name is a literal
    log.info(`stored for ${name}`);
    log.info("stored", { session_id: "a", message_count: 2 });
    expectTypeOf<LogFields["wa_message_id"]>().toEqualTypeOf<undefined>();
  });
});
