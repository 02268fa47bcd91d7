/** What the service says without asking a model, by language. Nothing here promises a time. */
const replies = {
  /** The model failed for good; a person takes over. */
  apology: {
    en: "Sorry, I cannot answer this properly right now. I am asking a colleague to take over here; they will read what you wrote.",
    sw: "Samahani, siwezi kujibu hili vizuri kwa sasa. Namwomba mwenzangu aendelee hapa; atasoma uliyoandika.",
    lg: "Nsonyiwa, sisobola kukuddamu bulungi kaakati. Nsabye munnange akole ku nsonga eno; ajja kusoma by'owandiise.",
  },
  /** An unsafe request. */
  decline: {
    en: "I cannot help with that. If it is about your shopping or a parcel, tell me what you need, or write “person” and a colleague will join.",
    sw: "Siwezi kusaidia kwa hilo. Ikiwa ni kuhusu ununuzi au mzigo wako, niambie unachohitaji, au andika “mtu” na mwenzangu atajiunga.",
    lg: "Ekyo sisobola kukuyamba. Bwe kiba ku by'ogula oba omugugu gwo, mbuulira ky'oyagala, oba wandiika “omuntu” munnange ajje.",
  },
  /** The reply held what must not leave: instructions, keys, addresses of nobody's. */
  withheld: {
    en: "I cannot share that. I am Parcelo's automated assistant and glad to help with your shopping, orders and parcels.",
    sw: "Siwezi kushiriki hilo. Mimi ni msaidizi wa kiotomatiki wa Parcelo na nitafurahi kusaidia kuhusu ununuzi, oda na mizigo yako.",
    lg: "Ekyo sisobola kukikubuulira. Ndi muyambi wa Parcelo ow'ekyuma, era nsanyuka okukuyamba ku by'ogula n'emigugu gyo.",
  },
  /** A figure that nothing we know supports was about to leave. */
  ask_colleague: {
    en: "I do not want to give you a wrong figure, so I am asking a colleague to answer this here.",
    sw: "Sitaki kukupa takwimu isiyo sahihi, kwa hiyo namwomba mwenzangu ajibu hili hapa.",
    lg: "Saagala kukuwa muwendo mukyamu, kale nsaba munnange akuddemu wano.",
  },
} as const;

export type FixedReply = keyof typeof replies;

/** The text in the customer's language, in English where we have no other. */
export function fixedReply(which: FixedReply, language: string | null): string {
  const texts: Readonly<Record<string, string>> = replies[which];
  return texts[(language ?? "en").slice(0, 2).toLowerCase()] ?? replies[which].en;
}
