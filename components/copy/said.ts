/** What happened, said after an act. */
export const saidCopy = {
  tookOver: "You took over. The bot is silent.",
  handedBack: "Handed back. The bot answers again.",
};
