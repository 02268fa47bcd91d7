import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { ApiError } from "@/lib/http/api-error";
import { callRpc } from "@/lib/http/call-rpc";
import { SafeError } from "@/lib/safe-error";
import { confirmAddress } from "@/lib/staff/confirm-address";
import { type StaffActed, staffActed } from "@/lib/staff/console-schemas";
import { mailSignInLink } from "@/lib/staff/mail-sign-in-link";
import type { StaffRole } from "@/lib/staff/roles";
import { serviceClient } from "@/lib/supabase/service";

const account = z
  .object({ user_id: z.uuid(), confirmed: z.boolean(), is_staff: z.boolean() })
  .nullable();
const added = z.object({ user_id: z.uuid(), added: z.boolean() });

type Invitation = { email: string; display_name: string; role: StaffRole };

/**
 * Mails an invitation and makes the account staff. The database checks the caller before anything leaves,
 * and again when it stores. Broken off in between, the same call goes on where it stopped.
 */
export async function inviteStaff(
  supabase: SupabaseClient,
  { email, display_name, role }: Invitation,
): Promise<StaffActed> {
  const known = await callRpc(supabase, "find_staff_account", { p_email: email }, account);
  if (known?.is_staff) throw new ApiError("invalid", undefined, { email: "already_staff" });
  const userId = known?.confirmed ? known.user_id : await mailInvitation(email);
  const args = { p_user_id: userId, p_display_name: display_name, p_role: role };
  await callRpc(supabase, "add_staff", args, added);
  // An account that has a password already needs a way in, not an invitation.
  if (known?.confirmed) await mailSignInLink("link", email);
  return { user_id: userId, released: 0 };
}

const begun = z.object({ user_id: z.uuid(), email: z.email(), confirmed: z.boolean() });

/** The invitation again; who has accepted theirs gets a link to sign in. */
export async function inviteAgain(supabase: SupabaseClient, id: string): Promise<StaffActed> {
  const args = { p_user_id: id, p_act: "staff_invited_again" };
  const { email, confirmed } = await callRpc(supabase, "begin_staff_act", args, begun);
  if (confirmed) await mailSignInLink("link", email);
  else await mailInvitation(email);
  return staffActed.parse({ user_id: id, released: 0 });
}

/** Removes somebody's second factor: the way back for who lost their phone. Their sessions end. */
export async function resetSecondFactor(supabase: SupabaseClient, id: string): Promise<StaffActed> {
  const args = { p_user_id: id, p_act: "second_factor_reset" };
  await callRpc(supabase, "begin_staff_act", args, begun);
  const { mfa } = serviceClient().auth.admin;
  const { data, error } = await mfa.listFactors({ userId: id });
  if (error) throw new SafeError(error.code ?? "auth_failed", "Reading somebody's factors failed");
  for (const factor of data.factors) {
    const removed = await mfa.deleteFactor({ userId: id, id: factor.id });
    if (removed.error)
      throw new SafeError(removed.error.code ?? "auth_failed", "Removing a factor failed");
  }
  return { user_id: id, released: 0 };
}

async function mailInvitation(email: string): Promise<string> {
  const { data, error } = await serviceClient().auth.admin.inviteUserByEmail(email, {
    redirectTo: confirmAddress(),
  });
  if (error?.status === 429) throw new ApiError("too_many_mails");
  if (error) throw new SafeError(error.code ?? "auth_failed", "Auth sent no invitation");
  return data.user.id;
}
