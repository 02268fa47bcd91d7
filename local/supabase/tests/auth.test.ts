import { createServerClient } from "@supabase/ssr";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { RunningSupabase } from "../start-supabase";
import { clientOf, forgetAccount, PASSWORD, signedInClient, startSample } from "./start-sample";

let supabase: RunningSupabase;
let service: SupabaseClient;

beforeAll(async () => {
  supabase = await startSample();
  service = clientOf(supabase, supabase.serviceRoleKey);
});
afterAll(() => supabase.close());

/** A client that acts with this bearer token, whatever it is. */
function bearing(token: string): SupabaseClient {
  return createClient(supabase.url, supabase.anonKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { headers: { Authorization: `Bearer ${token}` } },
  });
}

describe("passwords and sessions", () => {
  test("a wrong password, an unknown and an unconfirmed address", async () => {
    await signedInClient(supabase, "known@example.test");
    await service.auth.admin.createUser({ email: "fresh@example.test", password: PASSWORD });
    const client = clientOf(supabase, supabase.anonKey);
    const attempt = (email: string, password: string) =>
      client.auth.signInWithPassword({ email, password });
    expect((await attempt("known@example.test", "wrong")).error).toMatchObject({
      status: 400,
      code: "invalid_credentials",
    });
    expect((await attempt("nobody@example.test", PASSWORD)).error).toMatchObject({
      code: "invalid_credentials",
    });
    expect((await attempt("fresh@example.test", PASSWORD)).error).toMatchObject({
      code: "email_not_confirmed",
    });
    expect((await attempt("KNOWN@example.test", PASSWORD)).error).toBeNull();
  });
  test("no password is stored readably", async () => {
    await signedInClient(supabase, "stored@example.test");
    const [row] = await supabase.query<{ encrypted_password: string }>(
      "select encrypted_password from auth.users where email = 'stored@example.test'",
    );
    expect(row?.encrypted_password).toMatch(/^scrypt\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
  });
  test("a bcrypt hash from a hosted project is accepted", async () => {
    const { userId } = await signedInClient(supabase, "bcrypt@example.test");
    await supabase.query(
      "update auth.users set encrypted_password = extensions.crypt('moved over', extensions.gen_salt('bf', 4)) where id = $1",
      [userId],
    );
    const client = clientOf(supabase, supabase.anonKey);
    expect(
      (
        await client.auth.signInWithPassword({
          email: "bcrypt@example.test",
          password: "moved over",
        })
      ).error,
    ).toBeNull();
    expect(
      (await client.auth.signInWithPassword({ email: "bcrypt@example.test", password: "other" }))
        .error?.code,
    ).toBe("invalid_credentials");
  });
  test("claims are verified by the published key; the user is read back", async () => {
    const { client, userId } = await signedInClient(supabase, "claims@example.test");
    const claims = await client.auth.getClaims();
    expect(claims.data?.header.alg).toBe("ES256");
    expect(claims.data?.claims).toMatchObject({
      sub: userId,
      role: "authenticated",
      aal: "aal1",
      iss: `${supabase.url}/auth/v1`,
    });
    const user = await client.auth.getUser();
    expect(user.data.user).toMatchObject({
      id: userId,
      email: "claims@example.test",
      identities: [{ provider: "email" }],
    });
    expect(JSON.stringify(user.data)).not.toContain("scrypt");
  });
  test("sign-up is closed; other ways to sign in are not spoken", async () => {
    const client = clientOf(supabase, supabase.anonKey);
    const signUp = await client.auth.signUp({ email: "new@example.test", password: PASSWORD });
    expect(signUp.error).toMatchObject({ status: 422, code: "signup_disabled" });
    const mail = await fetch(`${supabase.url}/auth/v1/sso`, {
      method: "POST",
      headers: { apikey: supabase.anonKey, "content-type": "application/json" },
      body: "{}",
    });
    expect(mail.status).toBe(501);
    expect(await mail.json()).toMatchObject({
      code: "LOCAL501",
      message: expect.stringContaining("POST /auth/v1/sso is not spoken"),
    });
  });
  test("logout ends the session at once, the others stay with scope local", async () => {
    const first = await signedInClient(supabase, "leaver@example.test");
    const second = clientOf(supabase, supabase.anonKey);
    await second.auth.signInWithPassword({ email: "leaver@example.test", password: PASSWORD });
    await first.client.auth.signOut({ scope: "local" });
    expect((await second.auth.getUser()).error).toBeNull();
    // auth-js turns session_not_found into this class.
    expect((await service.auth.getUser(first.accessToken)).error).toMatchObject({
      name: "AuthSessionMissingError",
    });
  });
  test("a change of password and metadata", async () => {
    const { client } = await signedInClient(supabase, "changer@example.test");
    const same = await client.auth.updateUser({ password: PASSWORD });
    expect(same.error).toMatchObject({ status: 422, code: "same_password" });
    const changed = await client.auth.updateUser({
      password: "another phrase",
      data: { theme: "dark" },
    });
    expect(changed.data.user?.user_metadata).toEqual({ theme: "dark" });
    const fresh = clientOf(supabase, supabase.anonKey);
    expect(
      (
        await fresh.auth.signInWithPassword({
          email: "changer@example.test",
          password: "another phrase",
        })
      ).error,
    ).toBeNull();
  });
});

describe("refresh tokens", () => {
  const refresh = (token: string) =>
    clientOf(supabase, supabase.anonKey).auth.refreshSession({ refresh_token: token });

  test("rotate; the last one may come again, an older one ends the session", async () => {
    const { client } = await signedInClient(supabase, "rotator@example.test");
    const first = (await client.auth.getSession()).data.session?.refresh_token ?? "";
    const second = (await refresh(first)).data.session?.refresh_token ?? "";
    expect(second).not.toBe(first);
    // The answer was lost: the same token comes again and gets the same successor, even later.
    await supabase.query(
      "update auth.refresh_tokens set updated_at = now() - interval '1 minute' where token = $1",
      [first],
    );
    expect((await refresh(first)).data.session?.refresh_token).toBe(second);

    const third = (await refresh(second)).data.session?.refresh_token ?? "";
    await supabase.query(
      "update auth.refresh_tokens set updated_at = now() - interval '11 seconds' where token = $1",
      [first],
    );
    expect((await refresh(first)).error).toMatchObject({
      status: 400,
      code: "refresh_token_already_used",
    });
    await supabase.query(
      "update auth.refresh_tokens set updated_at = now() - interval '11 seconds' where token = $1",
      [third],
    );
    expect((await refresh(third)).error).toMatchObject({ code: "refresh_token_already_used" });
  });
  test("within 10 seconds an older one still works", async () => {
    const { client } = await signedInClient(supabase, "twice@example.test");
    const first = (await client.auth.getSession()).data.session?.refresh_token ?? "";
    const second = (await refresh(first)).data.session?.refresh_token ?? "";
    await refresh(second);
    expect((await refresh(first)).error).toBeNull();
  });
  test("an unknown one, and one of a user who is gone", async () => {
    expect((await refresh("unknown")).error).toMatchObject({
      status: 400,
      code: "refresh_token_not_found",
    });
    const { client, userId } = await signedInClient(supabase, "gone@example.test");
    const token = (await client.auth.getSession()).data.session?.refresh_token ?? "";
    await service.auth.admin.deleteUser(userId);
    expect((await refresh(token)).error).toMatchObject({ code: "refresh_token_not_found" });
  });
});

describe("tokens at the REST door", () => {
  test("expired: PGRST303 after 30 s of leeway; forged and malformed: PGRST301", async () => {
    const { accessToken } = await signedInClient(supabase, "expiry@example.test");
    const keys = await fetch(`${supabase.url}/auth/v1/.well-known/jwks.json`).then((answer) =>
      answer.json(),
    );
    expect(keys.keys).toMatchObject([{ kty: "EC", crv: "P-256", alg: "ES256", use: "sig" }]);
    expect(keys.keys[0]).not.toHaveProperty("d");

    const forged = await new SignJWT({ role: "service_role" })
      .setProtectedHeader({ alg: "HS256" })
      .sign(new TextEncoder().encode("not the secret of this project at all"));
    expect(await bearing(forged).from("shops").select()).toMatchObject({
      status: 401,
      error: { code: "PGRST301" },
    });
    expect(await bearing("x.y").from("shops").select()).toMatchObject({
      status: 401,
      error: { code: "PGRST301" },
    });
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${accessToken.split(".")[1]}.`;
    expect(await bearing(unsigned).from("shops").select()).toMatchObject({
      status: 401,
      error: { code: "PGRST301" },
    });

    vi.useFakeTimers({ now: Date.now() + 3_600_000 + 20_000, toFake: ["Date"] });
    try {
      expect(await bearing(accessToken).from("shops").select()).toMatchObject({ status: 200 });
      expect((await service.auth.getUser(accessToken)).error).toMatchObject({
        status: 403,
        code: "bad_jwt",
      });
      vi.setSystemTime(Date.now() + 20_000);
      expect(await bearing(accessToken).from("shops").select()).toMatchObject({
        status: 401,
        error: { code: "PGRST303", message: "JWT expired" },
      });
    } finally {
      vi.useRealTimers();
    }
  });
  test("no key, and a wrong key", async () => {
    const bare = await fetch(`${supabase.url}/rest/v1/shops`);
    expect(bare.status).toBe(401);
    expect(await bare.json()).toMatchObject({ message: "No API key found in request" });
    expect(await clientOf(supabase, "wrong").from("shops").select()).toMatchObject({
      status: 401,
      error: { message: "Invalid API key" },
    });
  });
  test("the user endpoint without a bearer, and with the key alone", async () => {
    const bare = await fetch(`${supabase.url}/auth/v1/user`, {
      headers: { apikey: supabase.anonKey },
    });
    expect(bare.status).toBe(401);
    expect(bare.headers.get("x-supabase-api-version")).toBe("2024-01-01");
    expect(await bare.json()).toMatchObject({ code: "no_authorization" });
  });
});

describe("administration", () => {
  test("create, read, list, change, ban and delete", async () => {
    const email = "managed@example.test";
    await forgetAccount(supabase, email);
    const created = await service.auth.admin.createUser({
      email,
      password: PASSWORD,
      email_confirm: true,
      app_metadata: { team: "a" },
      user_metadata: { name: "M" },
    });
    const id = created.data.user?.id ?? "";
    expect(created.data.user).toMatchObject({
      email,
      app_metadata: { team: "a", provider: "email" },
      user_metadata: { name: "M" },
    });
    expect((await service.auth.admin.createUser({ email })).error).toMatchObject({
      status: 422,
      code: "email_exists",
    });
    expect((await service.auth.admin.getUserById(id)).data.user?.email).toBe(email);

    const page = await service.auth.admin.listUsers({ page: 1, perPage: 2 });
    expect(page.data.users).toHaveLength(2);
    expect(page.data).toMatchObject({ nextPage: 2, total: expect.any(Number) });

    const changed = await service.auth.admin.updateUserById(id, {
      app_metadata: { team: null, level: 2 },
      password: PASSWORD,
    });
    expect(changed.data.user?.app_metadata).toEqual({
      provider: "email",
      providers: ["email"],
      level: 2,
    });

    const banned = await service.auth.admin.updateUserById(id, { ban_duration: "24h" });
    expect(Date.parse(banned.data.user?.banned_until ?? "")).toBeGreaterThan(
      Date.now() + 23 * 3_600_000,
    );
    const client = clientOf(supabase, supabase.anonKey);
    expect((await client.auth.signInWithPassword({ email, password: PASSWORD })).error?.code).toBe(
      "user_banned",
    );
    await service.auth.admin.updateUserById(id, { ban_duration: "none" });
    expect((await client.auth.signInWithPassword({ email, password: PASSWORD })).error).toBeNull();

    expect((await service.auth.admin.deleteUser(id)).error).toBeNull();
    expect((await service.auth.admin.getUserById(id)).error).toMatchObject({
      status: 404,
      code: "user_not_found",
    });
  });
  test("only the service role", async () => {
    const { client } = await signedInClient(supabase, "curious@example.test");
    expect((await client.auth.admin.listUsers()).error).toMatchObject({
      status: 403,
      code: "not_admin",
    });
    const anon = clientOf(supabase, supabase.anonKey);
    expect((await anon.auth.admin.createUser({ email: "x@example.test" })).error).toMatchObject({
      code: "not_admin",
    });
  });
  test("a weak password and an unknown field are refused", async () => {
    expect(
      (await service.auth.admin.createUser({ email: "w@example.test", password: "12345" })).error,
    ).toMatchObject({ status: 422, code: "weak_password" });
    expect((await service.auth.admin.createUser({ phone: "+256700000001" })).error?.status).toBe(
      501,
    );
  });
});

test("a server-side client signs in, keeps its cookies and reads as the user", async () => {
  const { userId } = await signedInClient(supabase, "cookie@example.test");
  await service.from("shops").insert({ name: "Cookie shop", owner_id: userId });
  const jar = new Map<string, string>();
  const client = () =>
    createServerClient(supabase.url, supabase.anonKey, {
      cookies: {
        getAll: () => [...jar].map(([name, value]) => ({ name, value })),
        setAll: (cookies) => {
          for (const { name, value } of cookies) jar.set(name, value);
        },
      },
    });
  const { error } = await client().auth.signInWithPassword({
    email: "cookie@example.test",
    password: PASSWORD,
  });
  expect(error).toBeNull();
  expect([...jar.keys()].some((name) => /^sb-127-auth-token/.test(name))).toBe(true);
  const later = client();
  expect((await later.auth.getClaims()).data?.claims.sub).toBe(userId);
  expect((await later.from("shops").select("name")).data).toEqual([{ name: "Cookie shop" }]);
});
