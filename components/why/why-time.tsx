import { whyCopy } from "@/components/copy/why";
import { PanelSection } from "@/components/customer/panel-section";
import { formatWait } from "@/components/overview/figure-format";
import { waterfall } from "@/components/why/waterfall";

/** Where the time went, step under step. */
export function WhyTime({ latencyMs }: { latencyMs: { [step: string]: number } }) {
  const { steps, total } = waterfall(latencyMs);
  if (steps.length === 0) return null;
  return (
    <PanelSection
      title={whyCopy.time}
      aside={
        <span className="text-muted" title={whyCopy.total}>
          {formatWait(total)}
        </span>
      }
    >
      <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1">
        {steps.map(({ step, start, ms }) => (
          <div key={step} className="contents">
            <dt className="truncate text-muted">{whyCopy.steps[step] ?? step}</dt>
            <dd className="contents">
              <span aria-hidden="true" className="relative h-2 rounded-xs bg-sunken">
                <span
                  className={`absolute inset-y-0 min-w-0.5 rounded-xs ${step === "model" || step === "triage" ? "bg-bot-solid" : "bg-customer-solid"}`}
                  style={{
                    left: `${(start / Math.max(1, total)) * 99}%`,
                    width: `${(ms / Math.max(1, total)) * 100}%`,
                  }}
                />
              </span>
              <span className="text-right text-text tabular-nums">{formatWait(ms)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </PanelSection>
  );
}
