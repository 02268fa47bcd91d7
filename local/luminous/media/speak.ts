import OpusScript from "opusscript";
import { oggOpus, samplesPerPacket } from "./ogg-opus";

const rate = 48_000;
const secondsPerWord = 0.32;

/**
 * A voice note of the length that these words take: a hum with the rhythm of speech, and the words in the
 * file's comments. Without words, two seconds of silence.
 */
export function speak(words: string): Buffer {
  const spoken = words.split(/\s+/).filter((word) => word !== "");
  const seconds = spoken.length === 0 ? 2 : spoken.length * secondsPerWord;
  const encoder = new OpusScript(rate, 1, OpusScript.Application.VOIP);
  try {
    encoder.setBitrate(16_000);
    const packets: Buffer[] = [];
    for (let start = 0; start < seconds * rate; start += samplesPerPacket) {
      const pcm = Buffer.alloc(samplesPerPacket * 2);
      for (let n = 0; n < samplesPerPacket; n += 1) {
        pcm.writeInt16LE(Math.round(sample((start + n) / rate, spoken) * 9_000), n * 2);
      }
      packets.push(Buffer.from(encoder.encode(pcm, samplesPerPacket)));
    }
    return oggOpus(packets, words);
  } finally {
    encoder.delete();
  }
}

/** One moment of the hum: a voice of 120 Hz that rises with each word and pauses between two. */
function sample(time: number, words: string[]): number {
  const word = words[Math.floor(time / secondsPerWord)];
  if (word === undefined) return 0;
  const within = (time % secondsPerWord) / secondsPerWord;
  const loudness = Math.sin(Math.PI * Math.min(1, within / 0.85)) ** 2;
  const pitch = 110 + ((word.charCodeAt(0) * 7) % 40) + 10 * within;
  const voice = [1, 2, 3, 5, 7].reduce(
    (sum, harmonic) => sum + Math.sin(2 * Math.PI * pitch * harmonic * time) / harmonic,
    0,
  );
  return (loudness * voice) / 2;
}
