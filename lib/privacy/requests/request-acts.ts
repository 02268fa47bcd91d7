import { z } from "zod";
import {
  checkWays,
  extensionReasons,
  noticeMatters,
  pauseReasons,
  refusalReasons,
  requestKinds,
  toldWays,
} from "@/lib/privacy/requests/request-words";

/** A request that came by e-mail, call or letter, from the day on which it came. */
export const newRequest = z.object({
  customer_id: z.uuid(),
  kind: z.enum(requestKinds),
  channel: z.enum(["console", "email"]),
  received_on: z.iso.date(),
  wish: z.string().trim().max(2_000),
  client_key: z.uuid(),
});
export type NewRequest = z.infer<typeof newRequest>;

const none = z.literal("");
/** What can be corrected; an empty field stays as it is. */
export const correction = z.object({
  display_name: z.string().trim().max(256).optional(),
  locale: z.union([none, z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/)]).optional(),
  phone: z.union([none, z.string().regex(/^\+[1-9][0-9]{6,14}$/)]).optional(),
});
export type Correction = z.infer<typeof correction>;

export const manualCheck = z.object({
  how: z.enum(checkWays),
  evidence: z.string().trim().min(10).max(1_000),
});

/** Everything that the page of a request can do to it. */
export const requestAct = z.discriminatedUnion("act", [
  z.object({ act: z.literal("send_code") }),
  manualCheck.extend({ act: z.literal("check") }),
  z.object({ act: z.literal("pause"), reason: z.enum(pauseReasons) }),
  z.object({ act: z.literal("resume") }),
  z.object({ act: z.literal("extend"), reason: z.enum(extensionReasons), told: z.enum(toldWays) }),
  z.object({ act: z.literal("refuse"), reason: z.enum(refusalReasons) }),
  z.object({ act: z.literal("withdraw") }),
  z.object({ act: z.literal("complete") }),
  z.object({ act: z.literal("told"), about: z.enum(noticeMatters), way: z.enum(toldWays) }),
  z.object({ act: z.literal("objection"), scope: z.enum(["marketing", "everything"]) }),
  correction.extend({ act: z.literal("rectify") }),
  z.object({ act: z.literal("export") }),
  z.object({ act: z.literal("note"), id: z.uuid(), body: z.string().trim().min(1).max(4_000) }),
]);
export type RequestAct = z.infer<typeof requestAct>;

export const exportAct = z.object({ act: z.enum(["send_link", "copy_link", "revoke"]) });
export type ExportAct = z.infer<typeof exportAct>["act"];
