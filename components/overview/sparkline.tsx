/** The course of a figure in a glance; decoration beside the number, hidden from readers. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const most = Math.max(...values);
  if (values.length < 2 || most === 0) return null;
  const points = values.map((value, index) => ({
    x: 2 + (index / (values.length - 1)) * 66,
    y: 22 - (value / most) * 20,
  }));
  const last = points.at(-1);
  return (
    <svg
      aria-hidden="true"
      className="mb-4 h-6 w-18 shrink-0 max-laptop:hidden"
      viewBox="0 0 72 24"
    >
      <polyline
        points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
        fill="none"
        stroke="var(--muted)"
        strokeWidth="1.2"
      />
      {last && <circle cx={last.x} cy={last.y} r="1.8" fill="var(--ink)" />}
    </svg>
  );
}
