import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { readCertificate } from "@/lib/privacy/erasure/console-erasure";
import { erasureCertificate } from "@/lib/privacy/erasure/console-schemas";

/** GET /api/console/erasure/:requestId/certificate: the certificate as JSON, to be kept. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: erasureCertificate,
  run: ({ supabase, params: { id } }) => readCertificate(supabase, id),
});
