import { privacyAddress } from "@/lib/privacy/privacy-address";

/**
 * What the first reply of a customer opens with, by language: who writes, that a machine does, how to
 * stop, where the privacy policy is. English stands in for every language that is not here: opt-out
 * words are confirmed for these two alone.
 */
export function firstContactNotice() {
  return {
    en: `This is Parcelo's automated assistant; a colleague can join at any time. Send STOP to get no more messages. How we use your data: ${privacyAddress()}`,
    sw: `Huyu ni msaidizi wa kiotomatiki wa Parcelo; mwenzetu anaweza kujiunga wakati wowote. Tuma ACHA usipokee ujumbe tena. Jinsi tunavyotumia taarifa zako: ${privacyAddress()}`,
  };
}
