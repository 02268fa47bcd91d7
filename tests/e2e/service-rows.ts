import { expect } from "@playwright/test";
import { stack } from "./stack";

const headers = () => {
  const key = stack.env.SUPABASE_SERVICE_ROLE_KEY ?? "";
  return { apikey: key, authorization: `Bearer ${key}`, "content-type": "application/json" };
};

/** Writes rows as the service role, for states that no customer's phone can bring about. */
export async function insertRows(table: string, rows: object[]): Promise<void> {
  const answer = await fetch(`${stack.urls.supabase}/rest/v1/${table}`, {
    method: "POST",
    headers: headers(),
    body: JSON.stringify(rows),
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
}

/** Changes rows as the service role; `filter` as PostgREST writes it: `id=eq.…`. */
export async function changeRows(table: string, filter: string, change: object): Promise<void> {
  const answer = await fetch(`${stack.urls.supabase}/rest/v1/${table}?${filter}`, {
    method: "PATCH",
    headers: headers(),
    body: JSON.stringify(change),
  });
  expect(answer.ok, await answer.clone().text()).toBe(true);
}

export async function readRows(table: string, query: string): Promise<unknown> {
  const answer = await fetch(`${stack.urls.supabase}/rest/v1/${table}?${query}`, {
    headers: headers(),
  });
  expect(answer.ok, await answer.clone().text()).toBe(true);
  return answer.json();
}
