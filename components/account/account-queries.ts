import { requestJson } from "@/components/query/request-json";
import type { FactorEnrolment } from "@/lib/staff/account-schemas";

const account = "/api/console/account";
const post = (path: string, body: object = {}) =>
  requestJson<{ done: true }>(`${account}/${path}`, { body });

export const postName = (body: { display_name: string }) => post("name", body);
export const postPassword = (body: object) => post("password", body);
export const postFactor = () => requestJson<FactorEnrolment>(`${account}/factor`, { body: {} });
export const postFactorCode = (body: { id: string; code: string }) => post("factor/verify", body);
export const postFactorRemoval = () => post("factor/remove");
export const postSignOutEverywhere = () => post("sign-out-everywhere");
