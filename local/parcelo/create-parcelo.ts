import { z } from "zod";
import type { Faults } from "../providers/faults";
import type { LocalRoute } from "../providers/local-route";
import type { Store } from "../providers/open-store";
import { createAccounts } from "./accounts";
import { createParceloPart } from "./parcelo-part";
import { trackingEvents } from "./tracking-events";

const shipmentStatus = z.strictObject({
  status: z.enum(["received", "departed", "customs", "arrived", "out_for_delivery", "delivered"]),
});

/** Assembles the backend over the stand-ins' store, with calls to look at it and to move it on. */
export function createParcelo(options: {
  store: Store;
  faults: Faults;
  secret: string;
  now: () => Date;
}) {
  const { store, faults, secret, now } = options;
  const accounts = createAccounts(store, now);
  const part = createParceloPart({ secret, accounts, faults, store, now });
  const missing = {
    status: 404,
    body: { error: "No account of that number, or nothing like it." },
  };

  const routes: LocalRoute[] = [
    {
      // Everything that Parcelo knows of a number.
      method: "GET",
      path: /^\/parcelo\/accounts\/([^/]+)$/,
      async handle({ params: [phone = ""] }) {
        const account = accounts.resolve(phone, null, false);
        return account ? { status: 200, body: account } : missing;
      },
    },
    {
      // A parcel moves on.
      method: "POST",
      path: /^\/parcelo\/accounts\/([^/]+)\/shipments\/([^/]+)$/,
      async handle({ params: [phone = "", id], json }) {
        const { status } = shipmentStatus.parse(json);
        const account = accounts.resolve(phone, null, false);
        const shipment = account?.shipments.find((each) => each.id === id);
        if (!account || !shipment) return missing;
        shipment.status = status;
        shipment.events = trackingEvents(shipment.origin, status, (days) =>
          new Date(now().getTime() - days * 86_400_000).toISOString(),
        );
        accounts.save(account);
        return { status: 200, body: shipment };
      },
    },
  ];
  return { part, routes, accounts };
}
