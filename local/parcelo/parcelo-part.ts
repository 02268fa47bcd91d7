import { randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Faults } from "../providers/faults";
import type { Store } from "../providers/open-store";
import {
  type Endpoint,
  NO_REPLY,
  type Part,
  type ProviderRequest,
  type Reply,
} from "../providers/provider-request";
import type { Account } from "./account";
import type { Accounts } from "./accounts";
import { type AccountEndpoint, notFound, ok, refusal } from "./endpoint";
import { listEndpoints } from "./list-endpoints";
import { markPaid, settlePayments } from "./payments";
import { methods, plans } from "./price-list";
import { tradeEndpoints } from "./trade-endpoints";

const resolveSchema = z.object({
  phone: z.string().regex(/^\+[1-9]\d{6,14}$/),
  name: z.string().nullable(),
  create: z.boolean(),
});
const inAccount = /^\/v1\/customers\/([^/]+)(\/.+)$/;
const linkMinutes = 60;

/** Parcelo's backend as this product calls it, under `/parcelo`. */
export function createParceloPart(parts: {
  secret: string;
  accounts: Accounts;
  faults: Faults;
  store: Store;
  now: () => Date;
}): Part {
  const { accounts, faults, store, now } = parts;
  const paths = [...listEndpoints, ...tradeEndpoints(() => "")].map(({ path }) => path);

  /** What the request asks for, ready to be done; null when there is nothing like it. */
  function findWork(request: ProviderRequest, base: string): (() => Reply) | null {
    const { method, path, json } = request;
    if (`${method} ${path}` === "GET /v1/plans") return () => ok({ plans });
    if (`${method} ${path}` === "GET /v1/payment-methods") return () => ok({ methods });
    if (`${method} ${path}` === "POST /v1/customers/resolve") {
      return () => {
        const { phone, name, create } = resolveSchema.parse(json);
        const account = accounts.resolve(phone, name, create);
        return account ? ok({ customer_id: account.id }) : notFound();
      };
    }
    const [, id = "", rest = ""] = inAccount.exec(path) ?? [];
    const all = [
      ...listEndpoints,
      ...tradeEndpoints(({ id: payment }) => `${base}/pay/${id}/${payment}`),
    ];
    const endpoint = all.find((each) => each.method === method && each.path.test(rest));
    const isLink = method === "POST" && rest === "/magic-links";
    if (!endpoint && !isLink) return null;
    return () => {
      const account = accounts.get(decodeURIComponent(id));
      if (!account) return notFound();
      settlePayments(account, now());
      const reply = endpoint ? answer(endpoint, account, rest, json) : magicLink(account, base);
      // A refusal changes nothing.
      if (reply.status < 400) accounts.save(account);
      return reply;
    };
  }

  function answer(endpoint: AccountEndpoint, account: Account, rest: string, json: unknown): Reply {
    const params = (endpoint.path.exec(rest) ?? []).slice(1).map(decodeURIComponent);
    return endpoint.handle({ account, params, json, now: now() });
  }

  function magicLink(account: Account, base: string): Reply {
    const expires_at = new Date(now().getTime() + linkMinutes * 60_000).toISOString();
    const url = `${base}/access/${randomBytes(24).toString("base64url")}`;
    return ok({ customer_id: account.id, url, expires_at });
  }

  /** A write is done once for one key; the same key again gets the first answer. */
  function once(request: ProviderRequest, work: () => Reply): Reply {
    const key = request.headers["idempotency-key"];
    if (request.method === "GET") return work();
    if (typeof key !== "string") return refusal(400, "missing_idempotency_key");
    return store.transaction(() => {
      const kept = accounts.answerOf(key);
      if (kept) return { status: kept.status, body: z.json().parse(JSON.parse(kept.body)) };
      const reply = work();
      if (reply.status < 400) accounts.keepAnswer(key, reply.status, JSON.stringify(reply.body));
      return reply;
    });
  }

  const api: Endpoint = async (request) => {
    const refused = (reply: Reply) => {
      request.record({ outcome: "refused" });
      return reply;
    };
    if (!hasSecret(request, parts.secret)) return refused(refusal(401, "unauthorized"));
    const work = findWork(request, `http://${request.headers.host ?? "127.0.0.1"}/parcelo`);
    if (!work) return refused(notFound());
    const text = `${request.method} ${request.path} ${request.raw.toString("utf8")}`;
    const fault = await faults.meet("parcelo", { text }, request.signal);
    if (fault) request.record({ fault: fault.kind, outcome: "failed" });
    if (fault?.kind === "status") {
      const retry = fault.retry_after_s;
      return {
        ...refusal(fault.status, "injected_fault"),
        ...(retry !== undefined && { headers: { "retry-after": String(retry) } }),
      };
    }
    if (fault?.kind === "hang") return NO_REPLY;
    try {
      const reply = once(request, work);
      return fault?.kind === "accept_then_time_out" ? NO_REPLY : reply;
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      return refused(refusal(422, "invalid_request"));
    }
  };

  /** What the links in replies open: a page to pay on, and the website one is signed in to. */
  const page: Endpoint = async ({ path }) => {
    const [, id = "", paymentId = ""] = /^\/pay\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    if (path.startsWith("/access/")) return ok({ page: "Parcelo's website, signed in." });
    const account = accounts.get(id);
    const payment = account?.payments.find((each) => each.id === paymentId);
    if (!account || !payment) return notFound();
    markPaid(account, payment, now());
    accounts.save(account);
    return ok({ page: "Card payment", payment: payment.id, status: payment.status });
  };

  return {
    name: "parcelo",
    find(method, path) {
      if (method === "GET" && /^\/(access|pay)\//.test(path))
        return { target: "parcelo", handle: page };
      const isKnown = path.startsWith("/v1/customers/")
        ? path === "/v1/customers/resolve" ||
          paths.some((each) => each.test(inAccount.exec(path)?.[2] ?? "")) ||
          path.endsWith("/magic-links")
        : path === "/v1/plans" || path === "/v1/payment-methods";
      return isKnown ? { target: "parcelo", handle: api } : null;
    },
  };
}

function hasSecret(request: ProviderRequest, secret: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${secret}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
