/** Languages that the transcription models are documented to take as a hint; others are refused. */
const known = new Set(
  `af ar az be bg bs ca cs cy da de el en es et fa fi fr gl he hi hr hu hy id is it ja kk kn ko lt lv mi
   mk mr ms ne nl no pl pt ro ru sk sl sr sv sw ta th tl tr uk ur vi zh`.split(/\s+/),
);

/** A customer's locale as a hint for the transcription, or null: Luganda, say, is not among the hints. */
export function transcriptionLanguage(locale: string | null): string | null {
  const code = /^[a-z]{2}(?=$|[-_])/.exec((locale ?? "").trim().toLowerCase())?.[0];
  return code !== undefined && known.has(code) ? code : null;
}
