import { queryOf } from "@/components/query/query-of";
import { requestJson } from "@/components/query/request-json";
import type { ExportAct, NewRequest, RequestAct } from "@/lib/privacy/requests/request-acts";
import type {
  FoundCustomer,
  RequestCursor,
  RequestDetail,
  RequestFilter,
  RequestPage,
} from "@/lib/privacy/requests/request-schemas";
import type { Colleague } from "@/lib/staff/colleague";

/** Every query key of this domain. */
export const requestKeys = {
  all: ["requests"] as const,
  lists: ["requests", "list"] as const,
  list: (filter: RequestFilter) => ["requests", "list", filter] as const,
  one: (id: string) => ["requests", "one", id] as const,
  ofCustomer: (id: string) => ["requests", "customer", id] as const,
  team: ["requests", "team"] as const,
  customers: (query: string) => ["requests", "customers", query] as const,
};

const requests = "/api/console/requests";

export const fetchRequests = (
  filter: RequestFilter,
  cursor: RequestCursor | null,
  signal: AbortSignal,
) => requestJson<RequestPage>(`${requests}?${queryOf(filter, cursor)}`, { signal });

export const fetchRequest = (id: string, signal: AbortSignal) =>
  requestJson<RequestDetail>(`${requests}/${encodeURIComponent(id)}`, { signal });

export const fetchTeam = (signal: AbortSignal) =>
  requestJson<Colleague[]>(`${requests}/team`, { signal });

export const fetchCustomersFor = (query: string, signal: AbortSignal) =>
  requestJson<FoundCustomer[]>(`${requests}/customers?${new URLSearchParams({ q: query })}`, {
    signal,
  });

export const postNewRequest = (request: NewRequest) =>
  requestJson<{ id: string; merged: boolean }>(requests, { body: request });

export const postAssign = (ids: string[], staffId: string | null) =>
  requestJson<{ changed: number }>(`${requests}/assign`, { body: { ids, staff_id: staffId } });

export const postAct = (id: string, act: RequestAct) =>
  requestJson<RequestDetail>(`${requests}/${id}/act`, { body: act });

export const postExportAct = (id: string, act: ExportAct) =>
  requestJson<{ url: string | null }>(`${requests}/exports/${id}`, { body: { act } });
