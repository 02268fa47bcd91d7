import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

const common = {
  /** Only requests for this recipient (any spelling of the number); send and template only. */
  phone: z.string().optional(),
  /** Only requests whose text holds this; the whole request body for the OpenAI targets, with method and path for Parcelo. */
  contains: z.string().min(1).optional(),
  /** How many more requests it hits; without it, until deleted. */
  times: z.number().int().positive().optional(),
  /** Chance per request. Drawn from a fixed sequence, so a run repeats exactly. */
  probability: z.number().min(0).max(1).optional(),
};
const anyTarget = z.enum([
  "send",
  "template",
  "responses",
  "embeddings",
  "transcriptions",
  "parcelo",
  "telegram",
  "graph",
  "download",
]);
const sending = z.enum(["send", "template"]);
/** What may be done without the caller being told. */
const acting = z.enum(["send", "template", "parcelo"]);
const downloading = z.literal("download");
/** No echo and no statuses for the accepted message, so that its fate stays unknown. */
const silent = z.boolean().default(false);

export const faultSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    ...common,
    kind: z.literal("delay"),
    target: anyTarget,
    ms: z.number().int().min(0),
  }),
  z.strictObject({ ...common, kind: z.literal("hang"), target: anyTarget }),
  z.strictObject({
    ...common,
    kind: z.literal("status"),
    target: anyTarget,
    status: z.number().int().min(400).max(599),
    retry_after_s: z.number().min(0).optional(),
    /** OpenAI's `code` and `param`, for the targets that speak its error shape. */
    code: z.string().optional(),
    param: z.string().optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("refusal"),
    target: sending,
    /** Meta's code; without it, Luminous' shape for "no connection to Meta", which has no code. */
    code: z.number().int().optional(),
  }),
  z.strictObject({ ...common, kind: z.literal("accept_then_time_out"), target: acting, silent }),
  z.strictObject({ ...common, kind: z.literal("accept_then_500"), target: sending, silent }),
  z.strictObject({
    ...common,
    kind: z.literal("accept_then_no_connection"),
    target: sending,
    silent,
  }),
  z.strictObject({ ...common, kind: z.literal("no_id"), target: sending, silent }),
  z.strictObject({
    ...common,
    kind: z.literal("accept_then_fail"),
    target: sending,
    /** Meta's code in the `failed` status that follows instead of `delivered`. */
    code: z.number().int(),
  }),
  // What a file suffers on its way from Meta's media host. `contains` is its media id.
  z.strictObject({ ...common, kind: z.literal("redirect"), target: downloading, to: z.url() }),
  z.strictObject({ ...common, kind: z.literal("wrong_bytes"), target: downloading }),
  z.strictObject({ ...common, kind: z.literal("wrong_type"), target: downloading }),
  z.strictObject({ ...common, kind: z.literal("too_long"), target: downloading }),
  z.strictObject({
    ...common,
    kind: z.literal("break_off"),
    target: downloading,
    after_bytes: z.number().int().min(0),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("stall"),
    target: downloading,
    after_bytes: z.number().int().min(0),
  }),
  // Graph names another address for the file than its own.
  z.strictObject({
    ...common,
    kind: z.literal("names_address"),
    target: z.literal("graph"),
    to: z.url(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("slow"),
    target: downloading,
    bytes_per_second: z.number().int().positive(),
  }),
]);
export type FaultRequest = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>;
export type FaultTarget = z.infer<typeof anyTarget>;
export type ListedFault = Fault & { id: number; hits: number };

export type Faults = ReturnType<typeof createFaults>;

/** Injected misbehaviour. Kept in memory only: a restarted stand-in behaves well. */
export function createFaults() {
  let nextId = 1;
  let draws = 0;
  const active: ListedFault[] = [];

  function matches(
    fault: ListedFault,
    target: FaultTarget,
    about: { phone?: string; text: string },
  ) {
    if (fault.target !== target) return false;
    if (fault.phone !== undefined && digits(fault.phone) !== digits(about.phone ?? ""))
      return false;
    if (fault.contains !== undefined && !about.text.includes(fault.contains)) return false;
    return fault.probability === undefined || chance(draws++) < fault.probability;
  }

  function hit(fault: ListedFault) {
    fault.hits += 1;
    if (fault.times === undefined) return;
    fault.times -= 1;
    if (fault.times === 0) active.splice(active.indexOf(fault), 1);
  }

  return {
    add(request: FaultRequest): ListedFault {
      const fault = { ...faultSchema.parse(request), id: nextId++, hits: 0 };
      active.push(fault);
      return fault;
    },
    list: (): ListedFault[] => [...active],
    /** Removes one, or all. Returns how many were removed. */
    remove(id?: number): number {
      const before = active.length;
      const kept = id === undefined ? [] : active.filter((fault) => fault.id !== id);
      active.splice(0, before, ...kept);
      return before - kept.length;
    },
    /** Waits for matching delays, then returns the first other fault that hits this request. */
    async meet(
      target: FaultTarget,
      about: { phone?: string; text: string },
      signal: AbortSignal,
    ): Promise<Exclude<Fault, { kind: "delay" }> | null> {
      let wait = 0;
      let met: Exclude<Fault, { kind: "delay" }> | null = null;
      for (const fault of [...active]) {
        if (fault.kind !== "delay" && met !== null) continue;
        if (!matches(fault, target, about)) continue;
        hit(fault);
        if (fault.kind === "delay") wait += fault.ms;
        else met = fault;
      }
      if (wait > 0) await sleep(wait, undefined, { signal });
      return met;
    },
  };
}

function digits(phone: string): string {
  return phone.replace(/\D/g, "");
}

/** The n-th number in [0, 1) of a fixed sequence (mulberry32). */
function chance(n: number): number {
  let t = (n * 0x6d2b79f5 + 0x9e3779b9) | 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}
