/** What a support line is about, first match wins, and what a Parcelo agent would say to it. */
export type Topic = {
  name: string;
  /** Words an enum value or tool name for this topic may hold, as in a router's list of routes. */
  routes: string[];
  words: RegExp;
  en: string;
  sw: string;
};

const TOPICS: Topic[] = [
  {
    name: "human",
    routes: ["escalation", "escalate", "human", "handover", "hand_off"],
    words:
      /\b(human|real person|agent|someone real|representative|manager|complain|mtu halisi|binadamu|mhudumu|meneja)\b/i,
    en: "I am asking a colleague to join this chat. They will read what you wrote, so you need not repeat it.",
    sw: "Namwomba mwenzangu ajiunge na mazungumzo haya. Atasoma uliyoandika, huna haja ya kurudia.",
  },
  {
    name: "tracking",
    routes: ["tracking", "track", "shipping", "shipment", "orders"],
    words:
      /\b(track|tracking|where is|where's|arrived?|status of|delayed|late|PCL-?\d+|iko wapi|uko wapi|umefika|imefika|fuatilia)\b/i,
    en: "Please send me the parcel number (it starts with PCL) and I will look up where it is.",
    sw: "Tafadhali nitumie namba ya mzigo (inaanza na PCL) niangalie uko wapi.",
  },
  {
    name: "shipping",
    routes: ["quotation", "quote", "shipping", "pricing"],
    words:
      /\b(ship|shipping|quote|cost|price|how much|rate|kg|kilo|air freight|sea freight|usafirishaji|bei|gharama|kiasi gani|kutuma|kusafirisha)\b/i,
    en: "Shipping is priced by weight: by air it takes 7 to 10 working days, by sea 6 to 8 weeks. Tell me the item, its weight and the city it leaves from, and I will prepare a quote.",
    sw: "Gharama ya usafirishaji hutegemea uzito: kwa ndege siku 7 hadi 10 za kazi, kwa meli wiki 6 hadi 8. Niambie bidhaa, uzito wake na mji inakotoka, nikuandalie bei.",
  },
  {
    name: "payment",
    routes: ["payments", "payment", "billing"],
    words:
      /\b(pay|paid|payment|mobile money|momo|mtn|airtel|visa|refund|invoice|lipa|nimelipa|malipo|pesa)\b/i,
    en: "You can pay by MTN or Airtel mobile money or by card. Send me the quote or order number and I will check its payment.",
    sw: "Unaweza kulipa kwa MTN, Airtel au kadi. Nitumie namba ya oda niangalie malipo yake.",
  },
  {
    name: "order",
    routes: ["orders", "order", "wishlist", "cart"],
    words: /\b(order|buy|cart|wishlist|size|colou?r|shoes?|amazon|ebay|oda|nunua|kununua|viatu)\b/i,
    en: "We can buy that for you: send the link or a picture with size and colour, and I will confirm the total first.",
    sw: "Tunaweza kukununulia: tuma kiungo au picha yenye saizi na rangi, nitathibitisha jumla kwanza.",
  },
  {
    name: "thanks",
    routes: ["general"],
    words: /\b(thank|thanks|thank you|great|perfect|asante|ahsante|shukrani)\b/i,
    en: "You are welcome! I am here if you need anything else.",
    sw: "Karibu sana! Niko hapa ukihitaji kitu kingine.",
  },
  {
    name: "greeting",
    routes: ["general", "greeting"],
    words:
      /\b(hi|hello|hey|good (morning|afternoon|evening)|habari|jambo|hujambo|mambo|salama|niaje|oli otya)\b/i,
    en: "Hello, welcome to Parcelo! How can I help you with your shopping or a parcel today?",
    sw: "Habari, karibu Parcelo! Nikusaidie nini kuhusu ununuzi au mzigo leo?",
  },
];

const OTHER: Topic = {
  name: "other",
  routes: ["general", "other"],
  words: /(?:)/,
  en: "Thank you for telling me. Could you say a little more, so that I can help with your parcel or order?",
  sw: "Asante kwa ujumbe. Unaweza kueleza zaidi kidogo ili nikusaidie kuhusu mzigo au oda yako?",
};

export function topicOf(line: string): Topic {
  return TOPICS.find(({ words }) => words.test(line)) ?? OTHER;
}

const SWAHILI =
  /\b(habari|jambo|hujambo|mambo|nataka|naomba|bei|gani|mzigo|wapi|asante|ahsante|tafadhali|nini|lini|kiasi|kutuma|kusafirisha|nimelipa|malipo|kwa|yangu|wangu|langu|shukrani|mtu|nunua|kununua)\b/gi;

export function languageOf(lines: string[]): "en" | "sw" {
  const text = lines.join(" ");
  const words = text.split(/\s+/).length;
  return (text.match(SWAHILI)?.length ?? 0) / words >= 0.2 ? "sw" : "en";
}
