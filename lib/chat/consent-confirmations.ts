/** The one message after an opt-out or opt-in, by language (P19). The only text that an opt-out allows. */
export const consentConfirmations = {
  opt_out: {
    en: "You will get no more messages from Parcelo here. Send START whenever you want to hear from us again.",
    sw: "Hutapokea tena ujumbe kutoka Parcelo hapa. Tuma ANZA wakati wowote ukitaka kusikia kutoka kwetu tena.",
  },
  opt_in: {
    en: "Welcome back. You will get messages from Parcelo again; send STOP at any time to end them. How can we help?",
    sw: "Karibu tena. Utapokea tena ujumbe kutoka Parcelo; tuma ACHA wakati wowote kusitisha. Tukusaidie nini?",
  },
} as const;
