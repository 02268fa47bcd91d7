export type Language = "en" | "sw" | "lg";

/** Frequent words of each language, the most frequent first; what follows them is made of syllables. */
const frequent: Record<Language, string> = {
  en: "the to you is my i for and it a of please when parcel order have not can from delivery in your we on this me that are shipping what be will how thank hello do with today payment pay paid still there was at but been cost box tomorrow shop send address number know need good customs weight kilo card receipt arrived warehouse office money price item shoes phone laptop dress link cart quote invoice agent rider late early morning evening week monday friday problem wrong broken missing refund cancel change size colour blue black red new old first last two three call help waiting long sorry fine ok yes no maybe already again because before after collect pickup town entebbe kampala jinja ntinda wandegeya amazon ebay london china dubai",
  sw: "na ya wa kwa ni nina yangu bei gani tafadhali mzigo wangu oda nataka sana asante habari leo kesho jana lini wapi bado sijapata nimelipa pesa malipo shilingi duka gari kufika imefika haijafika naomba msaada namba simu anwani nyumbani ofisi kilo uzito ushuru forodha risiti agiza nunua kununua viatu nguo mtandao kiungo tatizo imevunjika rudisha ghairi badilisha ukubwa rangi nyekundu nyeusi mpya moja mbili tatu asubuhi jioni wiki jumatatu ijumaa sawa ndiyo hapana labda tena kwanza mwisho haraka polepole subiri ninasubiri muda mrefu samahani nzuri mbaya rafiki mama baba mtoto kazi",
  lg: "nga mu ku era nti bwe ssebo nnyabo weebale nnyo omugugu gwange oda yange ssente mmeka njagala nsaba okumanya ddi wa leero enkya eggulo naye tegunnatuuka gutuuse nasasudde okusasula edduuka essimu ennamba endagiriro ewaka ofiisi kiro obuzito omusolo lisiiti engatto engoye omukutu ekizibu kimenyese okuddiza okukyusa obunene langi emmyufu enjirugavu empya emu bbiri ssatu makya kawungeezi wiiki balaza kale yee nedda oba nate okusooka okusembayo mangu mpola linda nninda ebbanga ddene bambi kirungi kibi mukwano maama taata omwana omulimu",
};

const syllables: Record<Language, string> = {
  en: "ba ter con sel mor tin ver sto pla den ral fe lin cor sha nel wick ton ley ber mar gan dor fin hol",
  sw: "ka ma wa ki vi ni sha mba nda zi le lo ku mu tu ru ngo nya pi ja fa ho te sa",
  lg: "ka mu ba lwa kye gwa ddo nnya ssa bu ki zi nga mpa we ya lu tto ggu bbi nkya ma li so",
};

/** How many words a language has. The tail matters: a search for a rare word must be as quick as any. */
const size = 9_000;

export const vocabulary: Record<Language, readonly string[]> = {
  en: withTail("en"),
  sw: withTail("sw"),
  lg: withTail("lg"),
};

function withTail(language: Language): string[] {
  const parts = syllables[language].split(" ");
  const words = new Set(frequent[language].split(" "));
  for (let n = 1; words.size < size; n += 1) {
    let word = "";
    for (let rest = n + parts.length; rest > 0; rest = Math.floor(rest / parts.length)) {
      word += parts[rest % parts.length] ?? "";
    }
    words.add(word);
  }
  return [...words];
}

export const names = {
  first:
    "Ruth Patience Grace Brian Moses Sarah Joseph Esther Ivan Mercy Ronald Juliet Samuel Irene Denis Florence Peter Annet Godfrey Winnie Isaac Brenda Charles Aisha Hassan Fatuma Juma Neema Amina Baraka Zawadi Otieno Wanjiru Kevin Diana Robert Sandra Emmanuel Harriet Innocent".split(
      " ",
    ),
  last: "Namukasa Okello Nakato Mugisha Achieng Ssempijja Nabirye Kato Atim Lubega Nalwoga Byaruhanga Auma Wasswa Nansubuga Opio Tumusiime Nakimuli Kiggundu Akello Mwangi Njoroge Kamau Hassan Mohamed Kizza Babirye Ochieng Muwonge Nantongo Kyomugisha Odongo Nabukenya Sserwadda Apio Tusiime Kasozi Nakayima Ouma Adong".split(
    " ",
  ),
};
