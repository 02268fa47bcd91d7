import { CopyButton } from "@/components/detail/copy-button";

type JsonViewProps = {
  label: string;
  value: unknown;
  /** How many levels are open at first. */
  openLevels?: number;
};

/** A JSON value whose objects and lists fold; the button copies all of it, folded or not. */
export function JsonView({ label, value, openLevels = 2 }: JsonViewProps) {
  return (
    <section
      aria-label={label}
      className="relative rounded-sm border border-line bg-sunken py-3 pr-20 pl-3 font-mono text-2xs text-text"
    >
      <CopyButton
        text={JSON.stringify(value, null, 2)}
        className="absolute top-1 right-1 font-sans"
      />
      <Node value={value} openLevels={openLevels} />
    </section>
  );
}

function Node({ name, value, openLevels }: { name?: string; value: unknown; openLevels: number }) {
  const label = name !== undefined && <span className="text-info">{name}: </span>;
  const isList = Array.isArray(value);
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) {
    return (
      <div className="break-words">
        {label}
        <span className={typeof value === "string" ? "text-text" : "text-human"}>
          {JSON.stringify(value)}
        </span>
      </div>
    );
  }
  const entries = Object.entries(value);
  const [start, end] = isList ? "[]" : "{}";
  return (
    <details open={openLevels > 0}>
      <summary className="cursor-pointer marker:text-faint">
        {label}
        <span className="text-muted">
          {start} {entries.length} {end}
        </span>
      </summary>
      <div className="ml-1 border-line-strong border-l pl-3">
        {entries.map(([key, child]) => (
          <Node
            key={key}
            {...(isList ? {} : { name: key })}
            value={child}
            openLevels={openLevels - 1}
          />
        ))}
      </div>
    </details>
  );
}
