import { z } from "zod";
import { type ErasureStore, erasureStores } from "@/lib/privacy/erasure/policy";

const at = z.iso.datetime({ offset: true });
const store = z.enum(erasureStores as [ErasureStore, ...ErasureStore[]]);
const place = z.object({ table: z.string(), by: z.string(), count: z.number().int() });
/** Where the check found the person, or a mention of them in somebody else's record. */
export type ErasurePlace = z.infer<typeof place>;

export const processors = ["luminous", "meta", "openai", "telegram", "inngest"] as const;
export type Processor = (typeof processors)[number];

const notice = z.object({
  processor: z.enum(processors),
  told_at: at,
  reference: z.string().nullable(),
  recorded_by: z.string().nullable(),
});
export type ErasureNotice = z.infer<typeof notice>;

const step = z.object({
  store,
  state: z.enum(["waiting", "running", "done", "failed"]),
  count: z.number().int(),
  attempts: z.number().int(),
  error_code: z.string().nullable(),
  finished_at: at.nullable(),
});

export const erasureStatus = z.object({
  request_state: z.string(),
  held: z.boolean(),
  may_approve: z.boolean(),
  preview: z
    .object({
      id: z.uuid(),
      digest: z.string(),
      counts: z.record(z.string(), z.number().int()),
      samples: z.record(z.string(), z.array(z.string())),
      made_at: at,
      made_by: z.string().nullable(),
    })
    .nullable(),
  run: z
    .object({
      id: z.uuid(),
      state: z.enum(["approved", "awaiting_second", "running", "failed", "completed"]),
      approved_by: z.string().nullable(),
      approved_at: at,
      is_mine: z.boolean().nullable(),
      second_by: z.string().nullable(),
      second_at: at.nullable(),
      fenced_at: at.nullable(),
      finished_at: at.nullable(),
      failed_step: z.string().nullable(),
      error_code: z.string().nullable(),
      findings: z.array(place),
      elsewhere: z.array(place),
      steps: z.array(step),
    })
    .nullable(),
  certificate: z.object({ number: z.number().int(), issued_at: at, digest: z.string() }).nullable(),
  notices: z.array(notice),
});
export type ErasureStatus = z.infer<typeof erasureStatus>;

export const erasureAct = z.discriminatedUnion("act", [
  z.object({ act: z.literal("preview") }),
  z.object({ act: z.literal("approve"), previewId: z.uuid(), digest: z.string().length(64) }),
  z.object({ act: z.literal("approve_second"), runId: z.uuid(), digest: z.string().length(64) }),
  z.object({ act: z.literal("cancel"), runId: z.uuid() }),
  z.object({ act: z.literal("retry"), runId: z.uuid() }),
  z.object({
    act: z.literal("notice"),
    runId: z.uuid(),
    processor: z.enum(processors),
    reference: z.string().trim().max(200),
  }),
]);
export type ErasureAct = z.infer<typeof erasureAct>;

export const erasureCertificate = z.object({
  number: z.number().int(),
  issued_at: at,
  digest: z.string(),
  previous_digest: z.string().nullable(),
  is_intact: z.boolean(),
  names: z.object({ approved_by: z.string().nullable(), second_by: z.string().nullable() }),
  notices: z.array(notice),
  content: z.object({
    run_id: z.uuid(),
    reason: z.enum(["request", "restored_backup"]),
    request_id: z.uuid().nullable(),
    customer_id: z.uuid(),
    channel: z.string().nullable(),
    received_at: at.nullable(),
    identity_verified_at: at.nullable(),
    approved_by: z.uuid().nullable(),
    approved_at: at,
    second_by: z.uuid().nullable(),
    second_at: at.nullable(),
    erased_at: at,
    finished_at: at,
    policy_version: z.number().int(),
    stores: z.array(z.object({ store, count: z.number().int(), at: at.nullable() })),
    check: z.object({ tables: z.number().int(), found: z.literal(0), elsewhere: z.array(place) }),
  }),
});
export type ErasureCertificate = z.infer<typeof erasureCertificate>;
