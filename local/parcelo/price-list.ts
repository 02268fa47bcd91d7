import { ugx } from "./account";
import { draw } from "./draw";

export const plans = [
  {
    code: "basic",
    name: "Basic",
    monthly: ugx(0),
    yearly: ugx(0),
    benefits: ["Service fee 8 %", "Two forwarding addresses"],
  },
  {
    code: "plus",
    name: "Plus",
    monthly: ugx(15_000),
    yearly: ugx(150_000),
    benefits: ["Service fee 5 %", "Free repacking", "30 days of storage"],
  },
  {
    code: "business",
    name: "Business",
    monthly: ugx(60_000),
    yearly: ugx(600_000),
    benefits: ["Service fee 3 %", "Sea freight from China", "A contact person"],
  },
];

export const methods = [
  { code: "mtn_momo", name: "MTN MoMo" },
  { code: "airtel_money", name: "Airtel Money" },
  { code: "pesapal_card", name: "Card (Pesapal)" },
];

/** UGX for a kilogram by air to Kampala. */
const airPerKg = { usa: 45_000, uk: 42_000, china: 38_000, dubai: 28_000 };
export const origins = Object.keys(airPerKg) as [
  keyof typeof airPerKg,
  ...(keyof typeof airPerKg)[],
];

/** A price for a thing by its words alone: the same thing always costs the same. */
export function priceOf(description: string) {
  return ugx(Math.round(draw(description.toLowerCase(), "price", 60, 900)) * 1_000);
}

/** What buying and forwarding costs beside the things themselves. */
export function feesFor(itemsTotal: number, origin: string | null, seed: string) {
  const from = origins.find((name) => name === origin) ?? "usa";
  const kilograms = Math.round(draw(seed, "weight", 5, 60)) / 10;
  return [
    { name: "Service fee (8 %)", price: ugx(itemsTotal * 0.08) },
    {
      name: `Air freight from ${from}, about ${kilograms} kg`,
      price: ugx(airPerKg[from] * kilograms),
    },
  ];
}
