/** What the policy depends on: read from configuration, so that text and service cannot differ. */
export type PolicyFacts = {
  contact: string | null;
  days: Record<"messages" | "media" | "summaries" | "events" | "jobs" | "audit", number>;
  keepsFiles: boolean;
  describesPictures: boolean;
  transcribesVoice: boolean;
  recallsMessages: boolean;
  /** False: the same software on servers of ours. */
  hostedDatabase: boolean;
  hostedJobs: boolean;
  telegram: { personalData: boolean } | null;
  shopSystem: boolean;
};

export type PolicySection = {
  id: string;
  title: string;
  language?: "sw";
  paragraphs?: string[];
  list?: string[];
  table?: { head: [string, string]; rows: [string, string][] };
};

export const policyCopy = {
  title: "Privacy policy",
  lead: "How Parcelo uses your data when you write to us on WhatsApp.",
  changed: "Last changed on 22 November 2026",
  contents: "On this page",
  print: "Print or save",
};

const days = (count: number) => (count === 1 ? "1 day" : `${count.toLocaleString("en")} days`);
const given = (lines: (string | false)[]) => lines.filter((line) => line !== false);
const write = (contact: string | null) =>
  contact ? `write to us in the chat or to ${contact}` : "write to us in the chat";

/** The policy in English with a summary in Swahili: the one text that page and staff go by. Pure. */
export function policySections(facts: PolicyFacts): PolicySection[] {
  return [
    {
      id: "who",
      title: "Who we are",
      paragraphs: [
        "Parcelo is a shopping and parcel-forwarding service in Uganda. Parcelo decides why and how your data is used here; the law calls that the data controller.",
        `For anything about your data, ${write(facts.contact)}.`,
      ],
    },
    {
      id: "machine",
      title: "A machine answers first",
      paragraphs: [
        "Messages to our WhatsApp number are answered by an automated assistant. A colleague can read along and join at any time; ask for a person and one takes over.",
        "The assistant takes no decision about you that has legal effect: it pays and orders nothing unless you have read exactly what will happen and said yes.",
      ],
    },
    {
      id: "what",
      title: "What we use",
      list: given([
        "Your WhatsApp number or WhatsApp id, and the name in your WhatsApp profile.",
        "What you write to us and what we answer, with times and delivery receipts.",
        facts.keepsFiles && "Photos, voice notes and documents that you send us.",
        facts.describesPictures && "A description of your photos, made by a machine.",
        facts.transcribesVoice && "The words of your voice notes, written down by a machine.",
        facts.recallsMessages &&
          "A searchable form of the conversation and short notes about it, so that we need not ask twice.",
        "What you agreed to: whether and when you stopped or allowed messages, and in which words.",
        "What you ask our team to do: support tickets, notes about them, and requests about your data.",
        facts.shopSystem &&
          "Orders, parcels and payments that you ask about, looked up in our shop's system.",
      ]),
    },
    {
      id: "why",
      title: "Why",
      list: [
        "To answer you and to carry out what you order from us: a contract with you, or steps towards one.",
        "To keep to your choice about messages, to answer requests about your data, and to show that we did: the law asks it of us.",
        "To find and repair faults and to prevent abuse: our legitimate interest.",
        "To send offers: only if you have said yes, and until you say no.",
      ],
    },
    {
      id: "stop",
      title: "Stopping messages",
      paragraphs: [
        "Send STOP or ACHA at any time. It counts at once; you get one confirmation and then nothing more, except answers to a request about your own data, and a colleague's reply if you write to us again. Send START or ANZA to hear from us again.",
        "WhatsApp's own setting to stop offers stops offers only.",
      ],
    },
    {
      id: "how-long",
      title: "How long we keep it",
      paragraphs: ["Counted from the day it was made; what is older is deleted every night."],
      table: {
        head: ["What", "Kept for"],
        rows: [
          [
            "Messages, with descriptions, transcripts and their searchable form",
            days(facts.days.messages),
          ],
          ["Files that you sent", days(facts.days.media)],
          ["Short notes about a conversation, and support tickets", days(facts.days.summaries)],
          ["Raw deliveries from WhatsApp", days(facts.days.events)],
          ["Records of automatic work", days(facts.days.jobs)],
          [
            "Records of what our staff did, and closed requests about your data",
            days(facts.days.audit),
          ],
          [
            "Your number, and your choice about messages with its evidence",
            `${days(facts.days.summaries)} after we last heard from you; if you stopped messages, your number stays without your name, so that the stop is kept`,
          ],
          [
            "After a deletion that you asked for",
            "a code that can only recognise your number again, so that an opt-out outlives the deletion",
          ],
        ],
      },
    },
    {
      id: "who-else",
      title: "Who works for us",
      paragraphs: [
        "We sell nothing about you. These companies process data on our behalf, each only for its part. Some of them do so outside Uganda, under contracts that protect the data.",
      ],
      table: {
        head: ["Company", "What for"],
        rows: [
          ["Meta (WhatsApp)", "Carries every message between you and us"],
          ["Luminous", "Connects us to WhatsApp; sees every message and your number"],
          [
            "OpenAI",
            [
              "Writes the assistant's answers from the messages they need",
              facts.describesPictures && "describes photos",
              facts.transcribesVoice && "writes down voice notes",
              facts.recallsMessages && "makes messages searchable",
            ]
              .filter(Boolean)
              .join("; "),
          ],
          facts.hostedDatabase
            ? ["Supabase", "Hosts our database and your files"]
            : [
                "Supabase software on our own servers",
                "Our database and your files; no other company",
              ],
          facts.hostedJobs
            ? ["Inngest", "Schedules automatic work; sees internal ids, not what you write"]
            : ["Inngest software on our own servers", "Schedules automatic work; no other company"],
          ...(facts.telegram
            ? [
                [
                  "Telegram",
                  facts.telegram.personalData
                    ? "Alerts to our team, which may name who wrote and what"
                    : "Alerts to our team, without names, numbers or messages",
                ] as [string, string],
              ]
            : []),
        ],
      },
    },
    {
      id: "rights",
      title: "Your rights",
      paragraphs: [
        `You may have a copy of your data, have it corrected or deleted, and object to how we use it. Just ${write(facts.contact)}; it costs nothing.`,
        "So that nobody else gets or deletes your data, we check that it is you: usually with a code that we send to the same WhatsApp chat. We answer within one calendar month. If a hard case needs longer, we tell you why before that month ends.",
        "Where the law makes us keep something, for instance for a dispute in court, we keep only that, and delete it afterwards.",
        "If you are not content with our answer, you may complain to the Personal Data Protection Office of Uganda.",
      ],
    },
    {
      id: "where",
      title: "Where it is stored",
      paragraphs: [
        `Everything travels encrypted${facts.hostedDatabase ? " and is stored encrypted" : ""}. Our staff see numbers masked; each look at a full number is on record.`,
        "For businesses in regulated sectors: database, files and automatic work can be run entirely on servers in your own country. Messages still pass through Meta and Luminous, and the words that the assistant needs through OpenAI.",
      ],
    },
    {
      id: "kiswahili",
      title: "Muhtasari kwa Kiswahili",
      language: "sw",
      paragraphs: [
        "Tunatumia namba yako, jina lako la WhatsApp na ujumbe unaotutumia ili kukujibu. Msaidizi wa kiotomatiki hujibu kwanza; mwenzetu anaweza kujiunga wakati wowote.",
        "Tuma ACHA kusitisha ujumbe, au ANZA kuupokea tena.",
        facts.contact
          ? `Unaweza kuomba nakala ya taarifa zako, zirekebishwe au zifutwe. Tuandikie kwenye WhatsApp au kwa barua pepe ${facts.contact}. Tunajibu ndani ya mwezi mmoja.`
          : "Unaweza kuomba nakala ya taarifa zako, zirekebishwe au zifutwe. Tuandikie kwenye WhatsApp. Tunajibu ndani ya mwezi mmoja.",
      ],
    },
  ];
}
