import type { RoundMessage } from "@/lib/memory/begin-summary";

export type Round = {
  /** Oldest first, never empty; the last may be cut. */
  taken: RoundMessage[];
  /** How many were too long to be read whole. */
  cutCount: number;
};

/** Room that a round always has, however small the setting: a sentence or two. */
const leastRoom = 120;

/**
 * What one round reads: the oldest messages that fit into the room, at least one. A message that is
 * larger than the whole room is cut with a marker, so that it cannot stall the ones behind it. After
 * answers that could not be used (`failures`) a round takes half as many each time. Pure.
 * @param tokensOf counts the message as it will stand in the prompt.
 */
export function planRound(
  messages: readonly RoundMessage[],
  limits: { roomTokens: number; failures: number },
  tokensOf: (message: RoundMessage) => number,
): Round {
  const room = Math.max(leastRoom, limits.roomTokens);
  const most = Math.max(1, Math.ceil(messages.length / 2 ** limits.failures));
  const taken: RoundMessage[] = [];
  let used = 0;
  let cutCount = 0;
  for (const message of messages.slice(0, most)) {
    const whole = withMarker(message, message.text.length);
    const tokens = tokensOf(whole);
    if (tokens <= room - used) {
      taken.push(whole);
      used += tokens;
    } else if (taken.length === 0) {
      taken.push(cutToRoom(message, room, tokensOf));
      cutCount += 1;
      break;
    } else break;
    if (whole !== message) cutCount += 1;
  }
  return { taken, cutCount };
}

/** The longest beginning that fits, found by halving: tokens a character differ between languages. */
function cutToRoom(
  message: RoundMessage,
  room: number,
  tokensOf: (message: RoundMessage) => number,
): RoundMessage {
  let fits = 0;
  let exceeds = message.text.length;
  while (exceeds - fits > 16) {
    const middle = Math.floor((fits + exceeds) / 2);
    if (tokensOf(withMarker(message, middle)) <= room) fits = middle;
    else exceeds = middle;
  }
  return withMarker(message, fits);
}

function withMarker(message: RoundMessage, characters: number): RoundMessage {
  if (characters >= message.text.length && message.text.length >= message.length) return message;
  const beginning = message.text.slice(0, characters).toWellFormed();
  return { ...message, text: `${beginning} [cut: ${message.length} characters in all]` };
}
