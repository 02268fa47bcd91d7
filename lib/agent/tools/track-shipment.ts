import "server-only";
import { z } from "zod";
import { accountOf } from "@/lib/agent/tools/account-of";
import { readReference } from "@/lib/agent/tools/reference";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";
import { problemResult } from "@/lib/agent/tools/tool-stop";
import type { Shipment } from "@/lib/parcelo/parcelo-schemas";

function showShipment(shipment: Shipment) {
  return {
    parcel: shipment.id,
    order: shipment.order_id,
    from: shipment.origin,
    to: shipment.destination,
    by: shipment.mode,
    status: shipment.status,
    expected_on: shipment.expected_on,
    events: shipment.events
      .slice(-6)
      .map(({ at, place, what }) => `${at.slice(0, 10)} ${place}: ${what}`),
  };
}

export const trackShipment = defineTool({
  name: "track_shipment",
  description:
    "Where a parcel of the customer is: by parcel number, by order number, or all that are on their way.",
  parameters: z.strictObject({
    parcel: z.string().max(100).nullable().describe("Number such as PCL-12345."),
    order: z.string().max(100).nullable().describe("Number such as ORD-12345."),
  }),
  writes: false,
  needsParcelo: true,
  async run(args, call) {
    const { parcelo, customer } = await accountOf(call);
    const found = await find();
    if (found.length === 0) {
      return problemResult("not_found", "no_shipment", "Nothing is on its way under that number.");
    }
    return {
      outcome: "done",
      data: { parcels: found.map(showShipment) },
      targets: found.map(({ id }) => id),
    };

    async function find(): Promise<Shipment[]> {
      if (args.parcel !== null) {
        return [
          take(await parcelo.shipment(customer, readReference("PCL", args.parcel)), "parcel"),
        ];
      }
      const { shipments } = take(await parcelo.shipments(customer), "parcel");
      if (args.order === null) {
        const onTheWay = shipments.filter(({ status }) => status !== "delivered");
        return (onTheWay.length > 0 ? onTheWay : shipments).slice(0, 5);
      }
      const order = readReference("ORD", args.order);
      return shipments.filter(({ order_id }) => order_id === order);
    }
  },
});
