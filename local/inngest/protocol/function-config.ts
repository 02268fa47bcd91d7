import { z } from "zod";

/** A function as the SDK registers it. `attempts` counts retries, not tries; absent means 4. */
const limitSchema = z.object({
  limit: z.number().int(),
  key: z.string().optional(),
  scope: z.enum(["fn", "env", "account"]).optional(),
});

export const functionConfigSchema = z.object({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z
    .array(
      z.union([
        z.object({ event: z.string().min(1), expression: z.string().optional() }),
        z.object({ cron: z.string().min(1) }),
      ]),
    )
    .max(10),
  steps: z.object({
    step: z.object({
      runtime: z.object({ type: z.literal("http"), url: z.url() }),
      retries: z.object({ attempts: z.number().int().min(0).max(20).optional() }).optional(),
    }),
  }),
  concurrency: z
    .union([z.number().int(), limitSchema, z.array(limitSchema)])
    .nullish()
    .transform((value) => {
      if (value === undefined || value === null) return [];
      if (typeof value === "number") return [{ limit: value, key: undefined, scope: undefined }];
      return Array.isArray(value) ? value : [value];
    }),
  debounce: z
    .object({ key: z.string().optional(), period: z.string(), timeout: z.string().optional() })
    .optional(),
  throttle: z
    .object({
      key: z.string().optional(),
      limit: z.number().int().min(1),
      period: z.string(),
      burst: z.number().int().min(0).optional(),
    })
    .optional(),
  rateLimit: z
    .object({ key: z.string().optional(), limit: z.number().int().min(1), period: z.string() })
    .optional(),
  idempotency: z.string().optional(),
  batchEvents: z
    .object({
      maxSize: z.number().int(),
      timeout: z.string(),
      key: z.string().optional(),
      if: z.string().optional(),
    })
    .optional(),
  cancel: z
    .array(
      z.object({
        event: z.string().min(1),
        if: z.string().optional(),
        timeout: z.string().optional(),
      }),
    )
    .nullish()
    .transform((value) => value ?? []),
  singleton: z.object({ key: z.string().optional(), mode: z.enum(["skip", "cancel"]) }).optional(),
  priority: z.object({ run: z.string().optional() }).optional(),
  timeouts: z.object({ start: z.string().optional(), finish: z.string().optional() }).optional(),
});

export type FunctionConfig = z.infer<typeof functionConfigSchema>;

/** What an app answers to an in-band sync, or posts to `/fn/register`. */
export const registrationSchema = z
  .object({
    appName: z.string().min(1).optional(),
    app_id: z.string().min(1).optional(),
    url: z.string().optional(),
    functions: z.array(z.unknown()),
  })
  .transform(({ appName, app_id, url, functions }, context) => {
    const id = appName ?? app_id;
    if (id === undefined) {
      context.addIssue({ code: "custom", message: "the registration names no app" });
      return z.NEVER;
    }
    return { id, url: url ?? "", functions };
  });

export type Registration = z.infer<typeof registrationSchema>;
