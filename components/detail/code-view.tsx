import { CopyButton } from "@/components/detail/copy-button";

type CodeViewProps = { label: string; text: string; className?: string };

/** Text in fixed width that scrolls in itself, with a button that copies all of it. */
export function CodeView({ label, text, className = "max-h-96" }: CodeViewProps) {
  return (
    <section aria-label={label} className="relative rounded-sm border border-line bg-sunken">
      <CopyButton text={text} className="absolute top-1 right-1" />
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
        tabIndex={0}
        className={`overflow-auto whitespace-pre-wrap break-words p-3 pr-20 font-mono text-2xs text-text ${className}`}
      >
        {text}
      </pre>
    </section>
  );
}
