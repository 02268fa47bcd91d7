import "server-only";
import { z } from "zod";
import type { Erased } from "@/lib/privacy/erasure/erase-store";
import { tellBeforeErasure } from "@/lib/privacy/erasure/tell-before-erasure";
import { writtenForms } from "@/lib/privacy/erasure/written-forms";
import { keyedHash } from "@/lib/privacy/keyed-hash";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const identities = z.array(z.object({ kind: z.enum(["phone", "wa_user_id"]), value: z.string() }));
const fenced = z.enum(["fenced", "held", "changed", "over"]);

/**
 * The moment of the erasure. The database asks for the hashes, since it has no key; an identity that the
 * person got in between is answered with `changed`, and asked for again.
 */
export async function fenceErasure(erasureId: string): Promise<Erased> {
  const told = await tellBeforeErasure(erasureId);
  if (told.kind === "wait") return told;
  const known = await callFunction(
    serviceClient(),
    "erasure_identities",
    { p_run_id: erasureId },
    identities,
  );
  const answer = await callFunction(
    serviceClient(),
    "fence_erasure",
    {
      p_run_id: erasureId,
      p_identities: known.map(({ kind, value }) => ({
        kind,
        value,
        hash: keyedHash(kind, value),
        forms: writtenForms(kind, value),
      })),
    },
    fenced,
  );
  if (answer === "fenced") return { kind: "done" };
  return answer === "changed" ? { kind: "more" } : { kind: "stop" };
}
