import Link from "next/link";
import { whyCopy } from "@/components/copy/why";
import { PanelSection } from "@/components/customer/panel-section";
import { ClockTime } from "@/components/time/clock-time";
import type { TurnWhy } from "@/lib/agent/console-schemas";

/** What else was in the prompt: the summary as it was then, and what the business has written. */
export function WhySources({ why }: { why: TurnWhy }) {
  const { summary, articles } = why;
  return (
    <>
      <PanelSection
        title={whyCopy.summary}
        aside={
          summary && (
            <span className="text-muted">
              {whyCopy.summaryVersion(summary.version)}
              {summary.is_earlier && ` ${whyCopy.summaryEarlier}`} ·{" "}
              <ClockTime iso={summary.at} kind="row" />
            </span>
          )
        }
      >
        {summary ? (
          <p className="max-h-48 overflow-y-auto whitespace-pre-wrap rounded-sm bg-sunken p-2 text-text">
            {summary.text}
          </p>
        ) : (
          <p className="text-muted">{why.summary_used ? whyCopy.summaryGone : whyCopy.noSummary}</p>
        )}
      </PanelSection>
      <PanelSection title={whyCopy.articles}>
        {articles.length === 0 ? (
          <p className="text-muted">{whyCopy.noArticles}</p>
        ) : (
          <ul className="grid gap-1">
            {articles.map(({ id, version, title }) => (
              <li key={id}>
                {title === null ? (
                  <span className="text-muted">{whyCopy.articleGone}</span>
                ) : (
                  <Link className="font-medium text-info hover:underline" href={`/knowledge/${id}`}>
                    {title}
                  </Link>
                )}{" "}
                <span className="text-muted">{whyCopy.article(version)}</span>
              </li>
            ))}
          </ul>
        )}
      </PanelSection>
    </>
  );
}
