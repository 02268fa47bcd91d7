import { Fragment } from "react";

/** A text in which the address can be written to with a tap. */
export function MailLinked({ text, address }: { text: string; address: string | null }) {
  if (address === null) return text;
  return text.split(address).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one fixed text never move
    <Fragment key={place}>
      {place > 0 && (
        <a href={`mailto:${address}`} className="text-link underline underline-offset-3">
          {address}
        </a>
      )}
      {part}
    </Fragment>
  ));
}
