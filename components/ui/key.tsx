type KeyProps = { children: string | string[] };

/**
 * A keyboard key. Decoration only: the action it belongs to names itself, so the letter is drawn and is no
 * text of the button.
 */
export function Key({ children }: KeyProps) {
  return (
    <span
      aria-hidden="true"
      data-key={[children].flat().join("")}
      className="min-w-4 rounded-xs border border-current/60 px-1 text-center font-medium font-sans text-[10px] leading-[14px] before:content-[attr(data-key)] max-laptop:hidden"
    />
  );
}
