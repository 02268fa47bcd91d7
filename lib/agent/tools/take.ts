import { ToolStop } from "@/lib/agent/tools/tool-stop";
import type { ParceloAnswer } from "@/lib/parcelo/request-parcelo";

/** Why Parcelo's backend may say no, in words for the customer; other codes are passed on as they are. */
const refusals: { [code: string]: string } = {
  already_paid: "It is paid already. Nothing was charged now.",
  quotation_not_ready: "The quotation is still being prepared and has no price yet.",
  quotation_expired: "The quotation has expired. A new one can be made.",
  cart_empty: "The cart is empty, so there is nothing to order.",
  cart_changed: "The cart has changed since. Look at it again before ordering.",
  price_changed: "The price has changed since. Look it up again before paying.",
  item_without_price: "An item in the cart has no price yet; a quotation is needed first.",
  unknown_plan: "There is no such plan.",
  already_on_plan: "The customer is on this plan already.",
  not_payable: "It cannot be paid in its present state.",
};

/**
 * The value of an answer.
 * @throws ToolStop saying honestly what did not work; `what` names the thing that was asked for
 */
export function take<T>(answer: ParceloAnswer<T>, what: string): T {
  switch (answer.kind) {
    case "ok":
      return answer.value;
    case "not_found":
      throw new ToolStop(
        "not_found",
        "not_found",
        `No ${what} like this belongs to this customer. Ask them to check the number.`,
      );
    case "refused":
      throw new ToolStop(
        "refused",
        answer.code,
        refusals[answer.code] ?? "Parcelo's system refused this. Nothing was changed.",
      );
    case "unavailable":
      throw new ToolStop(
        "failed",
        `backend_${answer.reason}`,
        "Parcelo's system did not answer. It is not known whether anything was done. Say so, do not guess, and offer a ticket or a person.",
      );
  }
}
