import type { Random } from "./random";
import { type Language, vocabulary } from "./vocabulary";

const asked: Record<Language, readonly string[]> = {
  en: [
    "Hello, where is my parcel {order}?",
    "I paid UGX {amount} for {order} and have no receipt yet",
    "How much is shipping for {kilos} kilos from London?",
    "Please change the address of {order}, I have moved",
    "The box of {order} arrived broken, what can you do?",
    "When does the next shipment leave?",
    "Can I pay with mobile money?",
    "Thank you!",
    "ok",
  ],
  sw: [
    "Habari, mzigo wangu {order} uko wapi?",
    "Nimelipa shilingi {amount} kwa oda {order}, sijapata risiti",
    "Bei ya kutuma kilo {kilos} kutoka London ni gani?",
    "Naomba kubadilisha anwani ya {order}",
    "Asante sana",
    "sawa",
  ],
  lg: [
    "Ssebo, omugugu gwange {order} guli ludda wa?",
    "Nasasudde {amount} ku oda {order} naye sinnafuna lisiiti",
    "Okuweereza kiro {kilos} okuva London ssente mmeka?",
    "Nsaba okukyusa endagiriro ya {order}",
    "Weebale nnyo",
    "kale",
  ],
};

const answered: readonly string[] = [
  "Your parcel {order} has left the London warehouse and reaches Entebbe in {kilos} days.",
  "I can see your payment of UGX {amount}. The receipt for {order} comes by e-mail today.",
  "Shipping {kilos} kg costs UGX {amount}, customs not included. Shall I prepare the quote?",
  "I have noted the new address for {order}.",
  "I am Parcelo's assistant. How can I help you today?",
  "Pole sana. Mzigo {order} utafika baada ya siku {kilos}.",
  "Weebale okulinda. Omugugu {order} gutuuka mu nnaku {kilos}.",
];

/** What a customer writes: half the time a usual question, else a sentence of words as frequent as in life. */
export function customerText(random: Random, language: Language): string {
  return random.chance(0.45)
    ? filled(random, random.pick(asked[language]))
    : sentence(random, language);
}

/** What bot and staff answer. */
export function answerText(random: Random, language: Language): string {
  const opening = filled(random, random.pick(answered));
  return random.chance(0.5) ? opening : `${opening} ${sentence(random, language)}`;
}

export function sentence(random: Random, language: Language): string {
  const words = vocabulary[language];
  const length = random.whole(3, 16);
  let text = "";
  for (let n = 0; n < length; n += 1) {
    text += `${n === 0 ? "" : random.chance(0.08) ? ", " : " "}${words[random.zipf(words.length)]}`;
  }
  return text.charAt(0).toUpperCase() + text.slice(1) + random.pick([".", "?", "", "", "!"]);
}

const filled = (random: Random, text: string) =>
  text.replace(/\{(\w+)\}/g, (_, slot: string) => {
    if (slot === "order") return `PX-${random.whole(100_000, 999_999)}`;
    if (slot === "amount") return `${random.whole(5, 900)},000`;
    return String(random.whole(1, 28));
  });
