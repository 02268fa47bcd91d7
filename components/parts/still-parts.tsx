import { Bot, Check, Clock, Loader, Lock, TriangleAlert, User, X } from "lucide-react";
import { commonCopy } from "@/components/copy/common";
import { partsCopy } from "@/components/copy/parts";
import { CodeView } from "@/components/detail/code-view";
import { Facts } from "@/components/detail/facts";
import { JsonView } from "@/components/detail/json-view";
import { ListSkeleton } from "@/components/list/list-skeleton";
import { Part } from "@/components/parts/part";
import { ClockTime } from "@/components/time/clock-time";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { NoPermission } from "@/components/ui/no-permission";
import { StatePanel } from "@/components/ui/state-panel";

const words = partsCopy;
const sampleBody = {
  event: "message.received",
  data: { messages: [{ id: "•••", type: "order_details", timestamp: 1_795_330_000 }], count: 1 },
  dry_run: false,
};

/** The parts that only show something. */
export function StillParts() {
  const { chipNames } = words;
  return (
    <>
      <Part {...words.chips}>
        <div className="flex flex-wrap gap-1.5 p-3.5">
          <Chip icon={Bot} tone="bot">
            {chipNames.bot}
          </Chip>
          <Chip icon={User} tone="human">
            {chipNames.human}
          </Chip>
          <Chip icon={Check} tone="good">
            {chipNames.open}
          </Chip>
          <Chip icon={Clock} tone="warn">
            {chipNames.closing}
          </Chip>
          <Chip icon={Lock}>{chipNames.closed}</Chip>
          <Chip icon={Loader} tone="info">
            {chipNames.running}
          </Chip>
          <Chip icon={X} tone="bad">
            {chipNames.failed}
          </Chip>
        </div>
      </Part>
      <Part {...words.states}>
        <div className="grid divide-y divide-line">
          <StatePanel icon={Check} tone="good" title={words.good.title}>
            {words.good.body}
          </StatePanel>
          <StatePanel
            icon={TriangleAlert}
            tone="bad"
            title={words.failed.title}
            action={<Button>{commonCopy.tryAgain}</Button>}
          >
            {words.failed.body}
          </StatePanel>
          <NoPermission roles={["privacy", "admin"]} />
        </div>
      </Part>
      <Part {...words.loading}>
        <div className="h-40 overflow-hidden">
          <ListSkeleton rowHeight={44} />
        </div>
      </Part>
      <Part {...words.banners}>
        <Banner tone="bad">{words.banner.bad}</Banner>
        <Banner tone="warn">{words.banner.warn}</Banner>
      </Part>
      <Part {...words.detail}>
        <div className="grid gap-3 p-3.5">
          <Facts
            facts={[
              { label: words.facts.run, value: <code className="font-mono">01KAN4…W7Q</code> },
              { label: words.facts.attempts, value: "4" },
              {
                label: words.facts.started,
                value: <ClockTime iso="2026-11-22T06:02:11Z" kind="row" />,
              },
              { label: words.facts.nothing, value: null },
            ]}
          />
          <CodeView label={words.code} text={"ModelTimeout: no first token\n  attempt 4 of 4"} />
          <JsonView label={words.json} value={sampleBody} />
        </div>
      </Part>
    </>
  );
}
