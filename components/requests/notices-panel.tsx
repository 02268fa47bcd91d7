"use client";

import { CircleAlert, CircleCheck, Clock } from "lucide-react";
import { useState } from "react";
import { requestsCopy } from "@/components/copy/requests";
import { SelectField } from "@/components/form/select-field";
import { errorSentence } from "@/components/query/error-sentence";
import { Panel } from "@/components/requests/panel";
import { canSend, gateSentence, SendingNote } from "@/components/requests/sending-note";
import type { Act } from "@/components/requests/use-request";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { requestAct } from "@/lib/privacy/requests/request-acts";
import type { Notice, RequestDetail, SendingWay } from "@/lib/privacy/requests/request-schemas";

const words = requestsCopy.notices;
const looks = {
  telling: { Icon: Clock, tone: "text-muted" },
  told: { Icon: CircleCheck, tone: "text-good" },
  not_told: { Icon: CircleAlert, tone: "text-bad" },
} as const;

/** What the person was told about the end or the extension; what could not be said is said by staff. */
export function NoticesPanel({ request, act }: { request: RequestDetail; act: Act }) {
  if (request.notices.length === 0) return null;
  return (
    <Panel title={words.title}>
      <ul className="grid gap-3">
        {request.notices.map((notice) => (
          <li key={notice.about} className="grid gap-1.5">
            <State notice={notice} />
            {notice.state === "not_told" && (
              <TellOtherwise notice={notice} sending={request.sending.answer} act={act} />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function State({ notice }: { notice: Notice }) {
  const { Icon, tone } = looks[notice.state];
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Icon aria-hidden="true" className={`size-3.5 self-center ${tone}`} />
        <span className="font-medium text-ink">{words.about[notice.about]}</span>
        <span className={tone}>
          {words.states[notice.state]}
          {notice.way && notice.state === "told" && ` ${words.ways[notice.way]}`}
        </span>
        <span className="ml-auto text-2xs text-muted">
          <ClockTime iso={notice.at} kind="row" />
          {notice.by_name && notice.state === "told" && ` · ${notice.by_name}`}
        </span>
      </p>
      {notice.reason && <p className="text-muted">{gateSentence(notice.reason)}</p>}
    </>
  );
}

type TellProps = { notice: Notice; sending: SendingWay; act: Act };

/** The person must still hear of it: once more by WhatsApp, or by staff in another way. */
function TellOtherwise({ notice, sending, act }: TellProps) {
  const [way, setWay] = useState<string>("email");
  const [busy, setBusy] = useState(false);
  const tell = async (by: string, done: string) => {
    setBusy(true);
    try {
      await act(requestAct.parse({ act: "told", about: notice.about, way: by }));
      toast(done);
    } catch (error) {
      toast.error(errorSentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="grid gap-1.5">
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void tell(way, words.recorded);
        }}
      >
        <SelectField
          label={words.otherwise}
          value={way}
          options={Object.entries(words.byHand).map(([value, label]) => ({ value, label }))}
          onChange={(event) => setWay(event.target.value)}
        />
        <Button type="submit" disabled={busy}>
          {words.record}
        </Button>
        {canSend(sending) && (
          <Button disabled={busy} onClick={() => void tell("whatsapp", words.again)}>
            {words.sendAgain}
          </Button>
        )}
      </form>
      <SendingNote sending={sending} otherwise={words.tellThem} />
    </div>
  );
}
