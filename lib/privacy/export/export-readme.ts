/** The first file of an archive: what is in it and what is not. Pure. */
export function exportReadme(reference: string, at: Date): string {
  return `Your data at Parcelo
Request ${reference}, made on ${at.toISOString()} (UTC)

profile.json        your name, language, numbers and WhatsApp ids, with the days on which they were valid
consent.json        when you allowed or stopped messages, and with which words
conversations.json  your conversations and the notes that our assistant keeps of them
messages.json       every message, with captions and transcripts of files
recall.json         which earlier messages the assistant remembered for which answer
tickets.json        your tickets with their threads, notes of our staff included
feedback.json       what you said about us
notes.json          notes of our staff about conversations with you
requests.json       your requests about personal data and how we checked who you are
media.json, media/  files that we still keep
manifest.json       the list of all of this: rows of each part, each file with its size and SHA-256, and every file
                    that is missing with the reason

Times are UTC. Left out are the names of our staff, and other people's data. What you yourself sent us about
other people is in your messages. Files that were deleted when their time was over are listed without a file.
`;
}
