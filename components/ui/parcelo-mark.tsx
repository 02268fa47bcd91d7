/** The brand's parcel. The only place where the brand colour is used. */
export function ParceloMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <path d="M3 7.5 12 3l9 4.5v9L12 21l-9-4.5z" fill="var(--brand)" />
      <g fill="none" stroke="var(--surface)" strokeWidth="1.4">
        <path d="M3 7.5 12 12l9-4.5M12 12v9" />
        <path d="m7.5 5.25 9 4.5v3.5" />
      </g>
    </svg>
  );
}
