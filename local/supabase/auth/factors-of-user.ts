import { type ApiAnswer, type GatewayContext, jsonAnswer } from "../gateway/gateway-context";
import { AuthError } from "./auth-error";
import type { User } from "./user";

/** `/admin/users/<id>/factors…`: what somebody has, and the way back for who lost their phone. */
export async function handleFactorsOf(
  context: GatewayContext,
  method: string,
  user: User,
  factorId: string | undefined,
): Promise<ApiAnswer> {
  if (factorId === undefined && method === "GET") return jsonAnswer(200, user.factors);
  if (factorId === undefined || method !== "DELETE")
    throw new AuthError(405, "bad_request", "Method not allowed");
  const factor = user.factors.find(({ id }) => id === factorId);
  if (!factor) throw new AuthError(404, "mfa_factor_not_found", "Factor not found");
  await deleteFactor(context, factorId);
  return jsonAnswer(200, factor);
}

/** Sessions that were raised by the factor fall back. */
export async function deleteFactor(context: GatewayContext, factorId: string): Promise<void> {
  await context.database.transaction(async (transaction) => {
    await transaction.query(
      "update auth.sessions set aal = 'aal1', factor_id = null where factor_id = $1",
      [factorId],
    );
    await transaction.query("delete from auth.mfa_factors where id = $1", [factorId]);
  });
}
