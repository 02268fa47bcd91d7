"use client";

import { mediaCopy } from "@/components/copy/media";
import { fileSize } from "@/components/media/file-size";
import type { MediaView } from "@/components/media/use-media-view";
import { classNames } from "@/components/ui/class-names";
import type { MediaFigures } from "@/lib/media/console/console-schemas";
import type { MediaKind } from "@/lib/media/media-words";

const words = mediaCopy.figures;
const bars: Record<MediaKind, string> = {
  image: "bg-info-solid",
  video: "bg-bot-solid",
  document: "bg-human-solid",
  audio: "bg-warn-solid",
};

/** Storage used, what goes soon, what waits, and what could not be stored by reason; each narrows the list. */
export function MediaFiguresStrip({ figures, view }: { figures: MediaFigures; view: MediaView }) {
  const bytes = figures.stored.reduce((sum, kind) => sum + kind.bytes, 0);
  const { filter, setView } = view;
  return (
    <div className="mx-5 my-3 grid shrink-0 grid-cols-[2fr_1fr_1fr_1.6fr] divide-x divide-line rounded-lg border border-line bg-surface max-wide:grid-cols-2 max-wide:divide-x-0 max-tablet:mx-3">
      <section aria-label={words.storage} className="min-w-0 px-3.5 py-2.5">
        <p className="flex justify-between text-2xs text-muted">
          {words.storage} <span className="tabular-nums">{fileSize(bytes)}</span>
        </p>
        <div
          aria-hidden="true"
          className="my-2 flex h-2 gap-0.5 overflow-hidden rounded-full bg-sunken"
        >
          {figures.stored.map((kind) => (
            <span
              key={kind.kind}
              className={bars[kind.kind]}
              style={{ width: `${(kind.bytes / Math.max(bytes, 1)) * 100}%` }}
            />
          ))}
        </div>
        <div className="flex flex-wrap gap-x-3 gap-y-1">
          {figures.stored.map((kind) => (
            <button
              key={kind.kind}
              type="button"
              aria-pressed={filter.type === kind.kind}
              onClick={() => setView({ type: filter.type === kind.kind ? null : kind.kind })}
              className="flex items-center gap-1.5 rounded-xs text-2xs text-text tabular-nums hover:underline aria-pressed:font-semibold"
            >
              <span
                aria-hidden="true"
                className={classNames("size-2 rounded-xs", bars[kind.kind])}
              />
              {mediaCopy.many[kind.kind]} {fileSize(kind.bytes)}
            </button>
          ))}
        </div>
      </section>
      <Figure
        label={words.expiring}
        note={words.expiringNote}
        value={figures.expiring}
        isOn={filter.expiring === "soon"}
        onPress={() => setView({ expiring: filter.expiring ? null : "soon" })}
      />
      <Figure
        label={words.waiting}
        note={words.waitingNote}
        value={figures.waiting}
        isOn={filter.state === "pending"}
        onPress={() => setView({ state: filter.state === "pending" ? null : "pending" })}
      />
      <section aria-label={words.failures} className="min-w-0 px-3.5 py-2.5">
        <p className="text-2xs text-muted">{words.failures}</p>
        {figures.failures.length === 0 && <p className="mt-1 text-good text-xs">{words.none}</p>}
        <ul className="mt-0.5 max-h-16 overflow-y-auto">
          {figures.failures.map(({ status, error, files }) => (
            <li key={`${status} ${error}`}>
              <button
                type="button"
                aria-pressed={filter.state === status && filter.error === (error ?? undefined)}
                onClick={() =>
                  setView(
                    filter.state === status && filter.error === (error ?? undefined)
                      ? { state: null, error: null }
                      : { state: status, error },
                  )
                }
                className="flex w-full items-baseline gap-2 rounded-xs text-left text-xs hover:bg-hover aria-pressed:font-semibold"
              >
                <span className={status === "expired" ? "text-warn" : "text-bad"}>
                  {mediaCopy.states[status]}
                </span>
                <span className="min-w-0 grow truncate">
                  {mediaCopy.short[error ?? ""] ?? error}
                </span>
                <span className="tabular-nums">{files.toLocaleString("en")}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

type FigureProps = {
  label: string;
  note: string;
  value: number;
  isOn: boolean;
  onPress: () => void;
};

function Figure({ label, note, value, isOn, onPress }: FigureProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className={classNames(
        "min-w-0 px-3.5 py-2.5 text-left hover:bg-hover max-tablet:hidden",
        isOn && "bg-selected",
      )}
    >
      <span className="block text-2xs text-muted">{label}</span>
      <span className="block font-semibold text-ink text-xl tabular-nums">
        {value.toLocaleString("en")}
      </span>
      <span className="block text-2xs text-muted">{note}</span>
    </button>
  );
}
