import type { PreparedMessage } from "@/lib/recall/prepare-message";

/** The provider takes 2,048 texts and 300,000 tokens a request; a character is rarely more than a token. */
const mostInputs = 2_048;
const mostCharacters = 280_000;

/** Messages put together into as few requests as the provider allows, each message whole in one. */
export function groupRequests(messages: readonly PreparedMessage[]): PreparedMessage[][] {
  const groups: PreparedMessage[][] = [];
  let inputs = 0;
  let characters = 0;
  for (const message of messages) {
    const length = message.inputs.reduce((sum, input) => sum + input.length, 0);
    const group = groups.at(-1);
    if (
      group &&
      inputs + message.inputs.length <= mostInputs &&
      characters + length <= mostCharacters
    ) {
      group.push(message);
      inputs += message.inputs.length;
      characters += length;
    } else {
      groups.push([message]);
      inputs = message.inputs.length;
      characters = length;
    }
  }
  return groups;
}
