"use client";

import { useState } from "react";
import { requestsCopy } from "@/components/copy/requests";
import { SelectField } from "@/components/form/select-field";
import { errorSentence } from "@/components/query/error-sentence";
import { Panel } from "@/components/requests/panel";
import type { Act } from "@/components/requests/use-request";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { RequestDetail } from "@/lib/privacy/requests/request-schemas";
import { isOpen } from "@/lib/privacy/requests/request-words";

const words = requestsCopy.objection;
const scopes = ["marketing", "everything"] as const;

/** Stops what the person objects to; the consent ledger keeps it. */
export function ObjectionPanel({ request, act }: { request: RequestDetail; act: Act }) {
  const [scope, setScope] = useState<(typeof scopes)[number]>("marketing");
  const { consent, marketing } = request.customer;
  const inWords = (state: string) => requestsCopy.language[state] ?? state;
  const stop = () =>
    act({ act: "objection", scope }).then(
      () => toast(words.done),
      (error: unknown) => toast.error(errorSentence(error)),
    );
  return (
    <Panel title={words.title} aside={words.state(inWords(consent), inWords(marketing))}>
      <p className="text-muted">{words.body}</p>
      {isOpen(request.state) && (
        <div className="flex flex-wrap items-end gap-2">
          <SelectField
            label={words.scope}
            value={scope}
            options={scopes.map((value) => ({ value, label: words.scopes[value] }))}
            onChange={(event) =>
              setScope(scopes.find((value) => value === event.target.value) ?? "marketing")
            }
          />
          <Button
            variant="danger"
            className="h-9"
            disabled={!request.identity_verified_at}
            onClick={() => void stop()}
          >
            {words.submit}
          </Button>
        </div>
      )}
    </Panel>
  );
}
