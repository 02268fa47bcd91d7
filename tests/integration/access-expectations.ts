import { randomUUID } from "node:crypto";
import type { StaffRole } from "@/lib/staff/roles";

/**
 * Who may open which page and call which endpoint (P21), written by hand and apart from the code that
 * decides it. access-matrix.test.ts asks for every page and endpoint of the file tree as everybody.
 */

const everyone = ["support", "privacy", "admin"] as const;
const writers = ["support", "admin"] as const;
const privacyTeam = ["privacy", "admin"] as const;
const privacyOnly = ["privacy"] as const;
const admins = ["admin"] as const;

export type PageAccess = {
  roles: readonly StaffRole[];
  /** Where the page leads instead of showing itself, or a refusal. */
  elsewhere?: string;
  /** Whom the refusal names, where a page around this one refuses first. */
  named?: readonly StaffRole[];
  /** It shows a refusal among its samples. */
  hasSample?: true;
};

/** In addresses, `[id]` becomes the id of something that does not exist. */
export const pages: Record<string, PageAccess> = {
  "/": { roles: everyone, elsewhere: "/sessions" },
  "/account": { roles: everyone },
  "/alerts": { roles: everyone },
  "/audit": { roles: privacyTeam },
  "/consent": { roles: privacyTeam },
  "/holds": { roles: privacyTeam },
  "/jobs": { roles: admins },
  "/knowledge": { roles: writers },
  "/knowledge/[id]": { roles: writers },
  // Support, who may read articles, is led to them.
  "/knowledge/new": { roles: admins, elsewhere: "/knowledge", named: writers },
  "/knowledge/profile": { roles: writers },
  "/overview": { roles: everyone },
  "/media": { roles: everyone },
  "/parked": { roles: admins },
  "/parts": { roles: admins, hasSample: true },
  "/playground": { roles: writers },
  "/recall": { roles: admins },
  "/requests": { roles: privacyTeam },
  "/requests/[id]": { roles: privacyTeam },
  "/requests/[id]/certificate": { roles: privacyTeam },
  "/retention": { roles: privacyTeam },
  "/sessions": { roles: everyone },
  "/sessions/[id]": { roles: everyone },
  "/staff": { roles: admins },
  "/tickets": { roles: everyone },
};

/** `body` and `query` must pass the endpoint's schema: a request that does not is refused as such. */
export type EndpointAccess = {
  roles: readonly StaffRole[];
  body?: object;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Ends or changes the caller's own session, so it comes after all others. */
  last?: true;
};

const id = randomUUID();
const key = randomUUID();
const ids = { event_ids: [id] };
const cause = { function_id: "x", error_class: "X", error_code: null };
const since = new Date().toISOString();
const article = { title: "A title", body: "A body", routes: [], language: "en", tags: [] };
const profile = { persona: "A person", tone: "", guidance: {}, facts: "" };
const template = { template_id: id, variables: [], client_key: key };
const figures = { days: "7", zone: "Africa/Kampala" };

export const endpoints: Record<string, EndpointAccess> = {
  "POST /account/factor": { roles: everyone, last: true },
  "POST /account/factor/remove": { roles: everyone, last: true },
  "POST /account/factor/verify": { roles: everyone, body: { id, code: "123456" }, last: true },
  "POST /account/name": { roles: everyone, body: { display_name: "Somebody" } },
  "POST /account/password": {
    roles: everyone,
    body: {
      current: "not the password",
      password: "a-longer-Pass-2026!",
      again: "a-longer-Pass-2026!",
    },
    last: true,
  },
  "POST /account/sign-out-everywhere": { roles: everyone, last: true },
  "GET /alerts": { roles: everyone },
  "POST /alerts/[id]/acknowledge": { roles: everyone, body: { note: "" } },
  "GET /audit": { roles: privacyTeam },
  "POST /audit/export": { roles: privacyTeam, body: {} },
  "GET /badges": { roles: everyone },
  "GET /canned-replies": { roles: everyone },
  "POST /canned-replies": {
    roles: writers,
    body: { id, title: "A reply", shortcut: "areply", body: "Hello" },
  },
  "POST /canned-replies/[id]/delete": { roles: writers },
  "POST /canned-replies/[id]/restore": { roles: writers },
  "GET /colleagues": { roles: everyone },
  "GET /consent": { roles: privacyTeam },
  "POST /consent/export": { roles: privacyTeam, body: {} },
  "GET /customers/[id]": { roles: everyone },
  "POST /customers/[id]/consent": {
    roles: everyone,
    body: {
      ...{ change: "marketing:stopped", channel: "phone", words: "No more offers" },
      ...{ at: since, evidence: "" },
    },
  },
  "POST /identities/[id]/reveal": { roles: privacyTeam },
  "GET /jobs": { roles: admins },
  "POST /jobs/retry": { roles: admins, body: { run_ids: ["x"] } },
  "GET /jobs/runs": { roles: admins },
  "GET /jobs/runs/[id]": { roles: admins },
  "POST /jobs/seen": { roles: admins, body: { run_ids: ["x"] } },
  "POST /jobs/unseen": { roles: admins, body: { cause, since } },
  "GET /knowledge/articles": { roles: writers },
  "POST /knowledge/articles": { roles: admins, body: { article } },
  "GET /knowledge/articles/[id]": { roles: writers },
  "POST /knowledge/articles/[id]": { roles: admins, body: { article, revision: null } },
  "POST /knowledge/articles/[id]/discard": { roles: admins, body: { revision: 1 } },
  "POST /knowledge/articles/[id]/publish": { roles: admins, body: { revision: 1, why: "" } },
  "POST /knowledge/articles/[id]/retire": { roles: admins, body: { why: "" } },
  "POST /knowledge/articles/[id]/roll-back": { roles: admins, body: { version: 1, why: "" } },
  "GET /knowledge/profile": { roles: writers },
  "POST /knowledge/profile": { roles: admins, body: { profile, revision: null } },
  "POST /knowledge/profile/discard": { roles: admins, body: { revision: 1 } },
  "POST /knowledge/profile/publish": { roles: admins, body: { revision: 1, why: "" } },
  "POST /knowledge/profile/roll-back": { roles: admins, body: { version: 1, why: "" } },
  "POST /knowledge/samples": { roles: admins },
  "POST /messages/[id]/retry": { roles: writers },
  "GET /messages/[id]/turn": { roles: everyone },
  "POST /notes/[id]": { roles: writers, body: { body: "A note" } },
  "POST /notes/[id]/delete": { roles: writers },
  "GET /overview": { roles: everyone, query: figures },
  "GET /overview/now": { roles: everyone },
  "GET /holds": { roles: privacyTeam },
  "POST /holds": {
    roles: privacyOnly,
    body: { customer_id: id, reason: "A matter of law", review_on: "2099-01-01" },
  },
  "POST /holds/[id]/release": { roles: privacyOnly, body: { note: "It is over" } },
  "POST /holds/[id]/review": { roles: privacyOnly, body: { review_on: "2099-01-01" } },
  "GET /holds/customers": { roles: privacyOnly, query: { query: "Na" } },
  "GET /customers/[id]/hold": { roles: everyone },
  "GET /media": { roles: everyone },
  "GET /media/[id]": { roles: everyone },
  "GET /media/[id]/file": { roles: everyone },
  "GET /media/figures": { roles: everyone },
  "POST /media/retry": { roles: writers, body: { media_ids: [id] } },
  "POST /media/purges": { roles: privacyTeam, body: { session_id: id } },
  "GET /media/purges/[id]": { roles: privacyTeam },
  "GET /media/purges/preview": { roles: privacyTeam, query: { customer_id: id } },
  "GET /erasure/[id]": { roles: privacyTeam },
  "POST /erasure/[id]": { roles: privacyOnly, body: { act: "preview" } },
  "GET /erasure/[id]/certificate": { roles: privacyTeam },
  "GET /requests": { roles: privacyTeam },
  "POST /requests": {
    roles: privacyTeam,
    body: {
      ...{ customer_id: id, kind: "access", channel: "email", wish: "", client_key: key },
      received_on: new Date().toISOString().slice(0, 10),
    },
  },
  "GET /requests/[id]": { roles: privacyTeam },
  "POST /requests/[id]/act": { roles: privacyTeam, body: { act: "resume" } },
  "POST /requests/assign": { roles: privacyTeam, body: { ids: [id], staff_id: null } },
  "GET /requests/customers": { roles: privacyTeam, query: { q: "Na" } },
  "GET /requests/customers/[id]": { roles: privacyTeam },
  "POST /requests/exports/[id]": { roles: privacyTeam, body: { act: "revoke" } },
  "GET /requests/team": { roles: everyone },
  "GET /retention": { roles: privacyTeam },
  "GET /retention/media-runs": { roles: privacyTeam },
  "GET /retention/progress": { roles: privacyTeam },
  "GET /retention/runs": { roles: privacyTeam },
  "POST /retention/runs": { roles: privacyOnly },
  "GET /parked": { roles: admins },
  "GET /parked/[id]": { roles: admins },
  "POST /parked/[id]/reveal": { roles: admins },
  "POST /parked/dismiss": { roles: admins, body: { ...ids, note: "A reason" } },
  "POST /parked/progress": { roles: admins, body: ids },
  "POST /parked/reprocess": { roles: admins, body: ids },
  "POST /parked/restore": { roles: admins, body: ids },
  "POST /playground": {
    roles: writers,
    body: {
      session_id: id,
      upto_seq: null,
      at: null,
      question: null,
      route: null,
      profile_version: null,
      drafts: false,
      mode: "recall",
    },
  },
  "GET /recall": { roles: admins },
  "GET /recall/failed": { roles: admins },
  "GET /recall/figures": { roles: admins, query: figures },
  "GET /recall/most": { roles: admins, query: { days: "7" } },
  "POST /recall/reembed": { roles: admins },
  "POST /recall/reembed/[id]": { roles: admins, body: { state: "paused" } },
  "POST /recall/retry": { roles: admins, body: { message_ids: [id] } },
  "GET /recall/without-hits": { roles: admins },
  "GET /search/messages": { roles: everyone, query: { search: "parcel" } },
  "POST /send-stops/[id]/lift": { roles: admins },
  "GET /sessions": { roles: everyone },
  "GET /sessions/[id]": { roles: everyone },
  "POST /sessions/[id]/assign": { roles: writers, body: { staff_id: null } },
  "POST /sessions/[id]/changes": { roles: everyone, body: { since, activity: "viewing" } },
  "POST /sessions/[id]/close": { roles: writers },
  "POST /sessions/[id]/files": {
    roles: writers,
    headers: {
      "x-file": encodeURIComponent(JSON.stringify({ client_key: key, name: "a.png", words: "" })),
    },
  },
  "POST /sessions/[id]/hand-back": { roles: writers },
  "GET /sessions/[id]/messages": { roles: everyone },
  "POST /sessions/[id]/notes": { roles: writers, body: { id, body: "A note" } },
  "POST /sessions/[id]/read": { roles: everyone, body: { upto_seq: 0 } },
  "POST /sessions/[id]/reopen": { roles: writers },
  "POST /sessions/[id]/reply": { roles: writers, body: { text: "Hello", client_key: key } },
  "GET /sessions/[id]/summary": { roles: everyone },
  "POST /sessions/[id]/take-over": { roles: writers },
  "POST /sessions/[id]/template": { roles: writers, body: template },
  "POST /sessions/[id]/tickets": {
    roles: writers,
    body: {
      ...{ subject: "A subject", summary: "A summary", category: "other", client_key: key },
      ...{ priority: "normal", sentiment: "neutral" },
    },
  },
  "GET /sessions/changes": { roles: everyone, query: { since } },
  "POST /sessions/read-all": { roles: everyone, body: {} },
  "GET /staff": { roles: admins },
  "POST /staff": {
    roles: admins,
    body: { email: `${id}@parcelo.example`, display_name: "Somebody", role: "support" },
  },
  "POST /staff/[id]/deactivate": { roles: admins },
  "POST /staff/[id]/invite": { roles: admins },
  "POST /staff/[id]/reactivate": { roles: admins },
  "POST /staff/[id]/reset-factor": { roles: admins },
  "POST /staff/[id]/role": { roles: admins, body: { role: "support" } },
  "GET /templates": { roles: everyone },
  "GET /tickets": { roles: everyone },
  "GET /tickets/[id]": { roles: everyone },
  "POST /tickets/[id]/notes": { roles: writers, body: { body: "A note", client_key: key } },
  "POST /tickets/[id]/reply": { roles: writers, body: { text: "Hello", client_key: key } },
  "POST /tickets/[id]/template": { roles: writers, body: template },
  "POST /tickets/change": { roles: writers, body: { changes: [{ id, status: "closed" }] } },
  "POST /turns/[id]/prompts": { roles: admins },
  "GET /turns/[id]/why": { roles: everyone },
  "GET /views": { roles: everyone },
  "POST /views": {
    roles: everyone,
    body: { id: randomUUID(), name: "A view", query: "filter=open", shared: false },
  },
  "POST /views/delete": { roles: everyone, body: { id } },
};

/** What lies outside the console, and what it answers to somebody who shows neither session nor secret. */
export const openAddresses: Record<string, number> = {
  "GET /healthz": 200,
  "GET /readyz": 200,
  "GET /export/[token]": 200,
  "GET /privacy": 200,
  "POST /api/export/[token]": 410,
  "GET /login": 200,
  "GET /login/code": 307,
  "GET /login/confirm": 200,
  "GET /login/link": 200,
  "GET /login/password": 307,
  "GET /simulator": 200,
  "GET /simulator/api/[...path]": 404,
  "POST /simulator/api/[...path]": 404,
  "GET /metrics": 401,
  "POST /api/ops/redrive": 401,
  "GET /api/luminous/webhook": 400,
  "POST /api/luminous/webhook": 401,
  // The stand-in engine signs nothing; with a signing key these need its signature.
  "GET /api/inngest": 200,
  "POST /api/inngest": 500,
  "PUT /api/inngest": 200,
};
