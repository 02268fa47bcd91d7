/** How one series of a chart is told apart: by colour and, for readers without colour, by fill or dash. */
export type SeriesMark = {
  key: string;
  label: string;
  color: string;
  fill: "solid" | "hatched" | "dotted" | "line" | "dashed";
};
