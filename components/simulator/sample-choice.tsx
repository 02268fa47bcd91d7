"use client";

import { Check, FileText } from "lucide-react";
import { simulatorCopy } from "@/components/copy/simulator";
import {
  type FileKind,
  fileAddress,
  type SampleFile,
} from "@/components/simulator/simulator-queries";
import { classNames } from "@/components/ui/class-names";

type SampleChoiceProps = {
  kind: FileKind;
  samples: SampleFile[];
  chosen: readonly string[];
  onChoose: (name: string) => void;
};

const ring = "rounded-md border border-line hover:bg-hover";
const picked = "border-ink bg-selected";

/** Photos as pictures, recordings to listen to, documents by their first lines. */
export function SampleChoice({ kind, samples, chosen, onChoose }: SampleChoiceProps) {
  const words = simulatorCopy;
  if (kind === "image") {
    return (
      <ul className="grid grid-cols-3 gap-2">
        {samples.map(({ name, words: shown }) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={chosen.includes(name)}
              aria-label={words.photoOf(shown)}
              onClick={() => onChoose(name)}
              className={classNames(
                "relative block w-full overflow-hidden p-1",
                ring,
                chosen.includes(name) && picked,
              )}
            >
              {/* biome-ignore lint/performance/noImgElement: a sample of the local stand-in, not a page's picture */}
              <img
                src={fileAddress(name)}
                alt=""
                className="aspect-4/3 w-full rounded-sm object-cover"
              />
              {chosen.includes(name) && (
                <span className="absolute top-2 right-2 grid size-5 place-items-center rounded-full bg-ink text-2xs font-semibold text-on-ink">
                  {chosen.length > 1 ? (
                    chosen.indexOf(name) + 1
                  ) : (
                    <Check aria-hidden="true" className="size-3.5" />
                  )}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <ul className="grid gap-2">
      {samples.map(({ name, file_name, words: said }) => (
        <li
          key={name}
          className={classNames("grid gap-1.5 p-2.5", ring, chosen.includes(name) && picked)}
        >
          <label className="flex items-start gap-2 text-sm text-text">
            <input
              type="radio"
              name="sample"
              checked={chosen.includes(name)}
              onChange={() => onChoose(name)}
              className="mt-0.5 size-4 shrink-0 accent-ink"
            />
            {file_name && (
              <FileText aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
            )}
            <span className="min-w-0">
              {file_name && <b className="mr-1.5 font-medium text-ink">{file_name}</b>}
              <span className={classNames("line-clamp-3", file_name && "text-xs text-muted")}>
                {said || words.nothingIn[kind]}
              </span>
            </span>
          </label>
          {kind === "voice" && (
            // biome-ignore lint/a11y/useMediaCaption: the words stand above it
            <audio controls preload="metadata" src={fileAddress(name)} className="h-9 w-full" />
          )}
        </li>
      ))}
    </ul>
  );
}
