import { isAngry } from "./moods";

/** What a support line is about, first match wins, and what a Parcelo agent would say to it. */
export type Topic = {
  name: string;
  /** Words an enum value or tool name for this topic may hold, as in a router's list of routes. */
  routes: string[];
  words: RegExp;
  en: string;
  sw: string;
  /** One of Parcelo's own subjects, which only facts at hand may answer. */
  isOwn?: true;
};

const TOPICS: Topic[] = [
  {
    name: "unsafe",
    routes: ["unsafe"],
    words:
      /\b(make a bomb|explosives?|buy (?:a )?(?:gun|weapon|cocaine|heroin)|smuggle|launder money|hack (?:into|someone)|child porn|kill (?:him|her|someone))\b/i,
    en: "I cannot help with that.",
    sw: "Siwezi kusaidia kwa hilo.",
  },
  {
    name: "human",
    routes: ["escalation", "escalate", "human", "handover", "hand_off"],
    words:
      /^(?!.*\bare you\b).*\b(human|real person|a person|agent|someone real|somebody real|representative|manager|supervisor|complain\w*|mtu halisi|binadamu|mhudumu|meneja)\b|^\W*(person|mtu|omuntu)\W*$/i,
    en: "I am asking a colleague to join this chat. They will read what you wrote, so you need not repeat it.",
    sw: "Namwomba mwenzangu ajiunge na mazungumzo haya. Atasoma uliyoandika, huna haja ya kurudia.",
  },
  {
    name: "web",
    routes: ["web_access", "website"],
    words: /\b(log ?in|sign ?in|website|portal|tovuti)\b/i,
    en: "I can send you a link to your account on our website.",
    sw: "Ninaweza kukutumia kiungo cha akaunti yako kwenye tovuti yetu.",
  },
  {
    name: "subscription",
    routes: ["subscription", "membership"],
    words: /\b(plans?|subscri\w+|membership|upgrade)\b/i,
    en: "I can tell you about our plans and help you change yours.",
    sw: "Ninaweza kukueleza kuhusu mipango yetu na kukusaidia kubadilisha wako.",
  },
  {
    name: "wishlist",
    routes: ["wishlist", "cart"],
    words: /\b(wish ?list|cart)\b/i,
    en: "I can add to your wishlist or cart, or show you what is in it. Which item is it about?",
    sw: "Ninaweza kuongeza kwenye orodha yako au kukuonyesha kilichomo. Ni bidhaa gani?",
  },
  {
    name: "problem",
    routes: ["orders", "order", "tickets"],
    words: /\b(damaged|missing item|wrong item|my tickets?|ticket status|imeharibika)\b/i,
    en: "I am sorry about that. I can open a ticket so that a colleague looks into it.",
    sw: "Pole kwa hilo. Ninaweza kufungua tiketi ili mwenzangu aliangalie.",
  },
  {
    name: "tracking",
    routes: ["shipping", "tracking", "track", "shipment", "orders"],
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
    words: /\b(order|buy|check ?out|size|colou?r|shoes?|amazon|ebay|oda|nunua|kununua|viatu)\b/i,
    en: "We can buy that for you: send the link or a picture with size and colour, and I will confirm the total first.",
    sw: "Tunaweza kukununulia: tuma kiungo au picha yenye saizi na rangi, nitathibitisha jumla kwanza.",
  },
  {
    name: "policy",
    routes: ["general"],
    words:
      /\b(refund|returns?|policy|opening hours|hours|open on|insurance|insured|customs|tax(?:es)?|duty|fees?|charges?|commission|prohibited|warranty|saa ngapi)\b/i,
    en: "Let me ask a colleague about that, so that I tell you nothing wrong.",
    sw: "Ngoja nimwulize mwenzangu kuhusu hilo, nisikuambie kitu kisicho sahihi.",
    isOwn: true,
  },
  {
    name: "automated",
    routes: ["general"],
    words:
      /\b(are you (?:a )?(?:bot|robot|machine|ai|real|human)|chatbot|wewe ni (?:roboti|mtu))\b/i,
    en: "I am Parcelo's automated assistant. If you would rather talk to a colleague, just say so.",
    sw: "Mimi ni msaidizi wa kiotomatiki wa Parcelo. Ukitaka kuzungumza na mwenzangu, sema tu.",
  },
  {
    name: "off_topic",
    routes: ["general"],
    words:
      /\b(poem|essay|homework|capital of|president|write (?:me )?(?:a|some) (?:code|song|story)|football|recipe|weather|translate)\b/i,
    en: "I can only help with Parcelo's shopping and parcels. Is there an order or a parcel I can look into?",
    sw: "Ninaweza kusaidia tu kuhusu ununuzi na mizigo ya Parcelo. Kuna oda au mzigo niangalie?",
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

/** Asked for by words, or by how the words are said. A question whether this is a person is neither. */
export function wantsHuman(lines: string[]): boolean {
  return lines.some((line) => topicOf(line).name === "human") || isAngry(lines);
}

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
