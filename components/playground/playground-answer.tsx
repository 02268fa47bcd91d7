import { Check, Scissors } from "lucide-react";
import Link from "next/link";
import { playgroundCopy } from "@/components/copy/playground";
import { whyCopy } from "@/components/copy/why";
import { PanelSection } from "@/components/customer/panel-section";
import { BudgetSection } from "@/components/playground/budget-section";
import { CostLine } from "@/components/playground/cost-line";
import { DraftSection } from "@/components/playground/draft-section";
import { RecallSection } from "@/components/playground/recall-section";
import { Chip } from "@/components/ui/chip";
import { WhyRoute } from "@/components/why/why-route";
import type { PlaygroundResult } from "@/lib/agent/playground-schemas";

/** Everything that the bot would know, in the order of what is asked most. */
export function PlaygroundAnswer({ result }: { result: PlaygroundResult }) {
  const { triage, articles, summary } = result;
  return (
    <div className="animate-enter rounded-md border border-line bg-raised">
      {result.draft && <DraftSection draft={result.draft} />}
      {triage && (
        <>
          <WhyRoute
            why={{ route: triage.route, route_reason: triage.reason, triage: { ...triage } }}
          />
          <PanelSection title={playgroundCopy.query} aside={<CostLine cost={triage.cost} />}>
            <p className="text-text">{triage.search_query ?? playgroundCopy.none}</p>
          </PanelSection>
        </>
      )}
      <RecallSection recall={result.recall} />
      <PanelSection title={playgroundCopy.articles}>
        {articles.length === 0 && <p className="text-muted">{playgroundCopy.noArticles}</p>}
        <ul className="grid gap-1.5">
          {articles.map(({ id, title, version, coverage, injected }) => (
            <li key={id} className="flex flex-wrap items-center gap-2">
              <Link className="font-medium text-info hover:underline" href={`/knowledge/${id}`}>
                {title}
              </Link>
              <span className="text-muted tabular-nums">
                {whyCopy.article(version)} ·{" "}
                {playgroundCopy.coverage(`${Math.round(coverage * 100)} %`)}
              </span>
              <Chip icon={injected ? Check : Scissors} tone={injected ? "good" : "warn"}>
                {injected ? whyCopy.injected : playgroundCopy.articleCut}
              </Chip>
            </li>
          ))}
        </ul>
      </PanelSection>
      <PanelSection
        title={playgroundCopy.summary}
        aside={
          summary && (
            <span className="text-muted">
              {playgroundCopy.version(summary.version)}
              {summary.is_earlier && ` ${playgroundCopy.earlier}`}
            </span>
          )
        }
      >
        {summary ? (
          <p className="max-h-48 overflow-y-auto whitespace-pre-wrap rounded-sm bg-sunken p-2 text-text">
            {summary.text}
          </p>
        ) : (
          <p className="text-muted">{playgroundCopy.noSummary}</p>
        )}
      </PanelSection>
      <BudgetSection budget={result.budget} />
    </div>
  );
}
