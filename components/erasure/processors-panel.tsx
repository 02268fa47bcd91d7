"use client";

import { Check, Circle } from "lucide-react";
import { useState } from "react";
import { erasureCopy } from "@/components/copy/erasure";
import type { ErasureActs } from "@/components/erasure/use-erasure";
import { errorSentence } from "@/components/query/error-sentence";
import { Panel } from "@/components/requests/panel";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import {
  type ErasureNotice,
  type Processor,
  processors,
} from "@/lib/privacy/erasure/console-schemas";

const words = erasureCopy.processors;

type ProcessorsPanelProps = {
  runId: string;
  notices: readonly ErasureNotice[];
  act: ErasureActs;
  mayRecord: boolean;
};

/** Whom else to tell, recorded by hand. */
export function ProcessorsPanel({ runId, notices, act, mayRecord }: ProcessorsPanelProps) {
  const record = async (processor: Processor, reference: string) => {
    try {
      await act({ act: "notice", runId, processor, reference });
      toast(words.recorded(words.names[processor]));
    } catch (error) {
      toast.error(errorSentence(error));
    }
  };
  return (
    <Panel title={words.title} aside={words.progress(notices.length, processors.length)}>
      <p className="text-muted">{words.note}</p>
      <ul className="grid gap-2">
        {processors.map((processor) => (
          <Line
            key={processor}
            processor={processor}
            notice={notices.find((known) => known.processor === processor)}
            onRecord={mayRecord ? (reference) => record(processor, reference) : undefined}
          />
        ))}
      </ul>
    </Panel>
  );
}

type LineProps = {
  processor: Processor;
  notice: ErasureNotice | undefined;
  onRecord: ((reference: string) => Promise<void>) | undefined;
};

function Line({ processor, notice, onRecord }: LineProps) {
  const [reference, setReference] = useState("");
  const name = words.names[processor];
  const Icon = notice ? Check : Circle;
  return (
    <li className="flex flex-wrap items-center gap-2">
      <Icon aria-hidden="true" className={notice ? "size-3.5 text-good" : "size-3.5 text-muted"} />
      <span className="w-20 text-ink">{name}</span>
      {notice && (
        <span className="text-muted">
          {words.told} <ClockTime iso={notice.told_at} kind="row" />{" "}
          {notice.recorded_by && words.by(notice.recorded_by)}
          {notice.reference && <code className="ml-1">{notice.reference}</code>}
        </span>
      )}
      {!notice && <span className="grow text-2xs text-muted">{words.keeps[processor]}</span>}
      {!notice && onRecord && (
        <form
          className="flex gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            void onRecord(reference);
          }}
        >
          <input
            aria-label={words.reference(name)}
            placeholder={words.referenceShort}
            maxLength={200}
            value={reference}
            onChange={(event) => setReference(event.target.value)}
            className="h-7 w-56 rounded-sm border border-line-strong bg-surface px-2 text-xs max-tablet:h-11 max-tablet:w-full"
          />
          <Button type="submit">{words.record}</Button>
        </form>
      )}
    </li>
  );
}
