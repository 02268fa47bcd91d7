import "server-only";
import type { Route } from "@/lib/agent/routes";
import { collectFeedback } from "@/lib/agent/tools/collect-feedback";
import { createOrderFromCart } from "@/lib/agent/tools/create-order-from-cart";
import { createQuotation } from "@/lib/agent/tools/create-quotation";
import { createTicket } from "@/lib/agent/tools/create-ticket";
import { escalateToHuman } from "@/lib/agent/tools/escalate-to-human";
import { getOrders } from "@/lib/agent/tools/get-orders";
import { getPaymentMethods } from "@/lib/agent/tools/get-payment-methods";
import { getPaymentStatus } from "@/lib/agent/tools/get-payment-status";
import { getQuotation } from "@/lib/agent/tools/get-quotation";
import { getSubscriptionPlans } from "@/lib/agent/tools/get-subscription-plans";
import { getSubscriptionStatus } from "@/lib/agent/tools/get-subscription-status";
import { getTickets } from "@/lib/agent/tools/get-tickets";
import { moveToCart } from "@/lib/agent/tools/move-to-cart";
import { moveToWishlist } from "@/lib/agent/tools/move-to-wishlist";
import { replyTicket } from "@/lib/agent/tools/reply-ticket";
import { requestPersonalData } from "@/lib/agent/tools/request-personal-data";
import { requestWebsiteAccess } from "@/lib/agent/tools/request-website-access";
import { startPayment } from "@/lib/agent/tools/start-payment";
import type { AgentTool } from "@/lib/agent/tools/tool";
import { trackShipment } from "@/lib/agent/tools/track-shipment";
import { updateCart } from "@/lib/agent/tools/update-cart";
import { updateConsent } from "@/lib/agent/tools/update-consent";
import { updateWishlist } from "@/lib/agent/tools/update-wishlist";
import { upgradeSubscription } from "@/lib/agent/tools/upgrade-subscription";
import { viewCart } from "@/lib/agent/tools/view-cart";
import { viewWishlist } from "@/lib/agent/tools/view-wishlist";
import { parcelo } from "@/lib/parcelo/parcelo";

/** A person is within reach on every route, the unsafe one included. */
const everywhere = [escalateToHuman, createTicket];
const tickets = [getTickets, replyTicket];

const byRoute: { readonly [route in Route]: readonly AgentTool[] } = {
  quotation: [createQuotation, getQuotation, ...everywhere],
  wishlist: [
    ...[viewWishlist, updateWishlist, viewCart, updateCart, moveToCart, moveToWishlist],
    ...everywhere,
  ],
  payments: [
    startPayment,
    getPaymentStatus,
    getPaymentMethods,
    getOrders,
    getQuotation,
    ...everywhere,
  ],
  orders: [getOrders, viewCart, createOrderFromCart, getPaymentMethods, ...tickets, ...everywhere],
  escalation: [...everywhere, ...tickets, requestPersonalData, updateConsent],
  shipping: [trackShipment, getOrders, ...everywhere],
  subscription: [
    ...[getSubscriptionPlans, getPaymentMethods, getSubscriptionStatus, upgradeSubscription],
    ...[getPaymentStatus, ...everywhere],
  ],
  web_access: [requestWebsiteAccess, ...everywhere],
  general: [collectFeedback, requestPersonalData, updateConsent, ...tickets, ...everywhere],
  unsafe: [escalateToHuman],
};

const isOffered = (tool: AgentTool) => !tool.needsParcelo || parcelo() !== null;

/** The tools of a route that can really be used now; of a route that is not known, the general ones. */
export function toolsFor(route: string): AgentTool[] {
  const named = Object.entries(byRoute).find(([name]) => name === route);
  return (named?.[1] ?? byRoute.general).filter(isOffered);
}

/** A tool by its name, whatever the route; null when it is not offered. */
export function findTool(name: string): AgentTool | null {
  const all = Object.values(byRoute).flat();
  return all.find((tool) => tool.name === name && isOffered(tool)) ?? null;
}

/** The first route that has this tool: where a customer's "yes" to its question belongs. */
export function routeOfTool(name: string): Route {
  const routes = Object.entries(byRoute) as [Route, readonly AgentTool[]][];
  return routes.find(([, tools]) => tools.some((tool) => tool.name === name))?.[0] ?? "general";
}
