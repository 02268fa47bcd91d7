const LONGEST = 220;
const LABEL = /^\[(?:Image|Voice note|Audio file|Video|Sticker|Document[^\]]*)\]$/;
const CAPTIONED = /^\[(?:Image|Video|Document[^\]]*)\] /;
const NOTE =
  /^(?:The (\w+) of this message (has not been|did not reach|could not be)|Nobody is heard speaking in the (recording)|Nothing could be made out in the (\w+))/;

/**
 * What an agent says of the files among a customer's lines, and the lines that are left to be answered:
 * captions and what was said in a voice note among them.
 */
export function readFileLines(lines: readonly string[]): { said: string[]; rest: string[] } {
  const said: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const photo = /^\[The photo shows: (.*?)\]?$/.exec(line)?.[1];
    const document = /^\[The document says: (.*)$/.exec(line)?.[1];
    const voice = /^(?:\[Forwarded\] )?\[(?:Voice note|Audio file)\] (.+)$/.exec(line)?.[1];
    const note = NOTE.exec(line);
    if (photo !== undefined) said.push(`I have looked at your photo: ${cut(photo)}`);
    else if (document !== undefined) {
      const text = [document];
      while (!(text.at(-1) ?? "").endsWith("]") && at + 1 < lines.length) {
        at += 1;
        text.push(lines[at] ?? "");
      }
      said.push(`I have read your document: ${cut(text.join("; ").replace(/\]$/, ""))}.`);
    } else if (voice !== undefined) {
      said.push(`I have listened to your voice note: “${cut(voice)}”`);
      rest.push(voice);
    } else if (note) said.push(ofNote(note));
    else if (!LABEL.test(line)) rest.push(line.replace(CAPTIONED, ""));
  }
  // Nothing is known of any file: a bare label is answered like words.
  return said.length === 0 ? { said, rest: [...lines] } : { said, rest };
}

const ACTS: Readonly<Record<string, string>> = {
  photo: "look at",
  recording: "listen to",
  document: "read",
};

function ofNote([, thing, state, silent, dark]: RegExpExecArray): string {
  if (silent !== undefined) return "I could not hear anybody speak in your recording.";
  if (dark !== undefined) return `I could not make out anything in your ${dark}.`;
  if (state === "did not reach") return `Your ${thing} did not reach me. Please send it again.`;
  const yet = state === "has not been" ? " yet" : "";
  return `I could not ${ACTS[thing ?? ""] ?? "open"} your ${thing}${yet}.`;
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST - 1).join("")}…`;
}
