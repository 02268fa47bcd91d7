/** The public page behind the link of an archive. */
export const exportPageCopy = {
  title: "Your data at Parcelo",
  ready: "The copy of your data is ready.",
  what: "One ZIP file with everything that we keep about you: messages, files, tickets, consent. README.txt explains it.",
  until: (date: string, time: string) => `It can be downloaded until ${date}, ${time} in Uganda.`,
  left: (count: number) => (count === 1 ? "1 download is left." : `${count} downloads are left.`),
  size: (text: string) => `Download ${text}`,
  keep: "Keep the link and the file to yourself: whoever has them can read your messages.",
  goneTitle: "This link does not open",
  gone: "It has expired, was replaced by a newer one, or was taken back. Write to us on WhatsApp for a new one.",
  reasons: {
    used_up:
      "The link was used ten times, which is the limit. Write to us on WhatsApp for a new one.",
    too_fast: "A download has just begun. Wait ten seconds, then try again.",
    unavailable: "The file could not be opened. Try again in a few minutes.",
  } as Record<string, string>,
};
