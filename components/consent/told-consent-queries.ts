import { requestJson } from "@/components/query/request-json";
import type { ToldConsent } from "@/lib/privacy/told-consent";

export const postToldConsent = (customerId: string, body: ToldConsent) =>
  requestJson<{ ok: true }>(`/api/console/customers/${customerId}/consent`, { body });
