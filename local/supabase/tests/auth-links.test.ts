import type { SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { totpAt } from "../auth/totp";
import type { RunningSupabase } from "../start-supabase";
import { clientOf, forgetAccount, PASSWORD, signedInClient, startSample } from "./start-sample";

const redirectTo = "http://console.test/login/confirm";
const mails = z.array(z.object({ kind: z.string(), to: z.string(), link: z.url() }));

let supabase: RunningSupabase;
let service: SupabaseClient;

beforeAll(async () => {
  supabase = await startSample();
  service = clientOf(supabase, supabase.serviceRoleKey);
});
afterAll(() => supabase.close());

const newClient = () => clientOf(supabase, supabase.anonKey);

/** The token of the newest mail to an address. */
async function mailTo(address: string) {
  const all = mails.parse(await (await fetch(`${supabase.url}/_local/mails`)).json());
  const mail = all.find(({ to }) => to === address);
  return {
    kind: mail?.kind,
    tokenHash: new URL(mail?.link ?? "").searchParams.get("token_hash") ?? "",
    link: mail?.link,
  };
}

async function aalOf(client: SupabaseClient) {
  const { data } = await client.auth.getClaims();
  return {
    aal: data?.claims.aal,
    methods: data?.claims.amr?.map((entry) => (typeof entry === "string" ? entry : entry.method)),
  };
}

/** A second factor, verified with the code that an app would show. */
async function enrol(client: SupabaseClient, name = "phone") {
  const { data, error } = await client.auth.mfa.enroll({
    factorType: "totp",
    friendlyName: name,
    issuer: "Parcelo",
  });
  if (error) throw error;
  const verified = await client.auth.mfa.challengeAndVerify({
    factorId: data.id,
    code: totpAt(data.totp.secret, Date.now()),
  });
  if (verified.error) throw verified.error;
  return { factorId: data.id, secret: data.totp.secret, uri: data.totp.uri };
}

describe("links by mail", () => {
  test("an invitation makes an account, works once, confirms the address, and may be sent again before that", async () => {
    await forgetAccount(supabase, "new@example.test");
    const invited = await service.auth.admin.inviteUserByEmail("new@example.test", { redirectTo });
    expect(invited.error).toBeNull();
    const first = await mailTo("new@example.test");
    expect(first).toMatchObject({
      kind: "invite",
      link: expect.stringMatching(`^${redirectTo}\\?token_hash=.*&type=invite$`),
    });
    const again = await service.auth.admin.inviteUserByEmail("new@example.test", { redirectTo });
    expect(again.data.user?.id).toBe(invited.data.user?.id);
    const { tokenHash } = await mailTo("new@example.test");

    const client = newClient();
    const open = (hash: string) => client.auth.verifyOtp({ token_hash: hash, type: "invite" });
    expect((await open(first.tokenHash)).error).toMatchObject({ status: 403, code: "otp_expired" });
    expect((await open(tokenHash)).data.user?.email_confirmed_at).toBeTruthy();
    expect((await open(tokenHash)).error?.code).toBe("otp_expired");
    expect((await client.auth.updateUser({ password: "a new long one" })).error).toBeNull();
    const twice = await service.auth.admin.inviteUserByEmail("new@example.test");
    expect(twice.error).toMatchObject({ status: 422, code: "email_exists" });
    expect((await newClient().auth.admin.inviteUserByEmail("x@example.test")).error?.status).toBe(
      403,
    );
  });

  test("a link signs in a known person only; a recovery never tells who is known; both end after an hour", async () => {
    await signedInClient(supabase, "link@example.test");
    const client = newClient();
    const ask = (email: string) =>
      client.auth.signInWithOtp({
        email,
        options: { shouldCreateUser: false, emailRedirectTo: redirectTo },
      });
    expect((await ask("unknown@example.test")).error).toMatchObject({
      status: 422,
      code: "otp_disabled",
    });
    expect((await ask("link@example.test")).error).toBeNull();
    const { tokenHash } = await mailTo("link@example.test");
    const entered = await client.auth.verifyOtp({ token_hash: tokenHash, type: "email" });
    expect(entered.data.session?.access_token).toBeTruthy();
    expect(await aalOf(client)).toEqual({ aal: "aal1", methods: ["otp"] });

    const recover = (email: string) => client.auth.resetPasswordForEmail(email, { redirectTo });
    expect((await recover("unknown@example.test")).error).toBeNull();
    expect((await recover("link@example.test")).error).toBeNull();
    const late = await mailTo("link@example.test");
    expect(late.kind).toBe("recovery");
    await supabase.query(
      "update auth.one_time_tokens set created_at = now() - interval '61 minutes'",
    );
    const expired = await client.auth.verifyOtp({ token_hash: late.tokenHash, type: "recovery" });
    expect(expired.error?.code).toBe("otp_expired");
  });
});

describe("a link without a mail", () => {
  test("the service role gets the token itself, of an invitation or a recovery; nobody else does", async () => {
    await forgetAccount(supabase, "by-hand@example.test");
    const make = (client: SupabaseClient, type: "invite" | "recovery") =>
      client.auth.admin.generateLink({
        type,
        email: "by-hand@example.test",
        options: { redirectTo },
      });
    expect((await make(service, "recovery")).error?.status).toBe(404);
    const invited = await make(service, "invite");
    const client = newClient();
    const open = (token_hash: string | undefined, type: "invite" | "recovery") =>
      client.auth.verifyOtp({ token_hash: token_hash ?? "", type });
    expect((await open(invited.data.properties?.hashed_token, "recovery")).error?.code).toBe(
      "otp_expired",
    );
    expect((await open(invited.data.properties?.hashed_token, "invite")).error).toBeNull();
    const recovery = await make(service, "recovery");
    expect((await open(recovery.data.properties?.hashed_token, "recovery")).error).toBeNull();
    expect((await make(newClient(), "recovery")).error?.status).toBe(403);
  });
});

describe("second factor", () => {
  test("a code raises the session, ends weaker ones, and stays through a refresh", async () => {
    const { client } = await signedInClient(supabase, "factor@example.test");
    const other = newClient();
    await other.auth.signInWithPassword({ email: "factor@example.test", password: PASSWORD });
    const { uri } = await enrol(client);
    expect(uri).toContain("otpauth://totp/Parcelo");
    expect(await aalOf(client)).toEqual({ aal: "aal2", methods: ["totp", "password"] });
    expect((await other.auth.getUser()).error).not.toBeNull();
    await client.auth.refreshSession();
    expect((await aalOf(client)).aal).toBe("aal2");
  });

  test("a new session needs the code before it changes password or factors; a wrong or used one is refused", async () => {
    const { factorId, secret } = await enrol(
      (await signedInClient(supabase, "strong@example.test")).client,
    );
    const client = newClient();
    await client.auth.signInWithPassword({ email: "strong@example.test", password: PASSWORD });
    expect((await client.auth.mfa.getAuthenticatorAssuranceLevel()).data).toMatchObject({
      currentLevel: "aal1",
      nextLevel: "aal2",
    });
    expect((await client.auth.updateUser({ password: "another long one" })).error).toMatchObject({
      status: 401,
      code: "insufficient_aal",
    });
    expect((await client.auth.mfa.unenroll({ factorId })).error?.code).toBe("insufficient_aal");
    expect(
      (await client.auth.mfa.enroll({ factorType: "totp", friendlyName: "two" })).error?.code,
    ).toBe("insufficient_aal");

    const challenge = await client.auth.mfa.challenge({ factorId });
    const verify = (code: string) =>
      client.auth.mfa.verify({ factorId, challengeId: challenge.data?.id ?? "", code });
    const right = totpAt(secret, Date.now());
    const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, "0");
    const near = [-1, 0, 1].map((step) => totpAt(secret, Date.now() + step * 30_000));
    if (!near.includes(wrong))
      expect((await verify(wrong)).error?.code).toBe("mfa_verification_failed");
    expect((await verify(right)).error).toBeNull();
    expect((await client.auth.mfa.unenroll({ factorId })).error).toBeNull();
    expect((await client.auth.mfa.listFactors()).data?.all).toEqual([]);
  });

  test("an administrator sees and removes the factor of who lost it; others may not", async () => {
    const { client, userId } = await signedInClient(supabase, "lost@example.test");
    const { factorId } = await enrol(client);
    expect((await service.auth.admin.mfa.listFactors({ userId })).data?.factors).toMatchObject([
      { id: factorId, status: "verified" },
    ]);
    expect((await client.auth.admin.mfa.deleteFactor({ userId, id: factorId })).error?.status).toBe(
      403,
    );
    expect((await service.auth.admin.mfa.deleteFactor({ userId, id: factorId })).error).toBeNull();
    await client.auth.refreshSession();
    expect((await aalOf(client)).aal).toBe("aal1");
  });
});
