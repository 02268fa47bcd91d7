import type { Shipment } from "./account";

const steps: { status: Shipment["status"]; daysAgo: number; place: string | null; what: string }[] =
  [
    { status: "received", daysAgo: 8, place: null, what: "Received at the warehouse" },
    { status: "departed", daysAgo: 6, place: null, what: "Left by air" },
    { status: "customs", daysAgo: 2, place: "Entebbe", what: "Arrived, with customs" },
    { status: "arrived", daysAgo: 1, place: "Kampala", what: "Cleared, at our office" },
    { status: "out_for_delivery", daysAgo: 0.4, place: "Kampala", what: "Out for delivery" },
    { status: "delivered", daysAgo: 0.2, place: "Kampala", what: "Delivered" },
  ];

/** What has happened to a parcel up to a status, with times that count back from now. */
export function trackingEvents(
  origin: string,
  upTo: Shipment["status"],
  daysAgo: (days: number) => string,
): Shipment["events"] {
  const reached = steps.findIndex(({ status }) => status === upTo);
  return steps.slice(0, reached + 1).map((step) => ({
    at: daysAgo(step.daysAgo),
    place: step.place ?? origin,
    what: step.what,
  }));
}
