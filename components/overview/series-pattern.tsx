import type { SeriesMark } from "@/components/overview/series-mark";

const idOf = (mark: SeriesMark, scope: string) => `${scope}-${mark.key}`;

/** What to give as `fill`: the colour, or the pattern that SeriesPattern defines in the same drawing. */
export const seriesFill = (mark: SeriesMark, scope: string): string =>
  mark.fill === "hatched" || mark.fill === "dotted" ? `url(#${idOf(mark, scope)})` : mark.color;

/** A hatched or dotted fill, so that bars differ without colour too; nothing for solid ones. */
export function SeriesPattern({ mark, scope }: { mark: SeriesMark; scope: string }) {
  if (mark.fill !== "hatched" && mark.fill !== "dotted") return null;
  return (
    <pattern
      id={idOf(mark, scope)}
      width="5"
      height="5"
      patternUnits="userSpaceOnUse"
      patternTransform={mark.fill === "hatched" ? "rotate(45)" : undefined}
    >
      <rect width="5" height="5" fill="var(--raised)" />
      {mark.fill === "hatched" ? (
        <rect width="2.6" height="5" fill={mark.color} />
      ) : (
        <circle cx="2.5" cy="2.5" r="1.4" fill={mark.color} />
      )}
    </pattern>
  );
}
