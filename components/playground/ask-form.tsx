"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { playgroundCopy } from "@/components/copy/playground";
import { whyCopy } from "@/components/copy/why";
import { SelectField } from "@/components/form/select-field";
import { TextAreaField } from "@/components/form/text-area-field";
import { fetchProfile, knowledgeKeys } from "@/components/knowledge/knowledge-queries";
import { PickMoment } from "@/components/playground/pick-moment";
import { PickSession } from "@/components/playground/pick-session";
import type { usePlayground } from "@/components/playground/use-playground";
import type {
  PlaygroundView,
  SetPlaygroundView,
} from "@/components/playground/use-playground-view";
import { Button } from "@/components/ui/button";
import { type Route, routes } from "@/lib/agent/routes";

type AskFormProps = {
  view: PlaygroundView;
  onView: SetPlaygroundView;
  playground: ReturnType<typeof usePlayground>;
};

/** Which conversation, as of when, what is asked, and with which version of what the business says. */
export function AskForm({ view, onView, playground }: AskFormProps) {
  const { model, ask } = playground;
  const [text, setText] = useState(view.q);
  const [seen, setSeen] = useState(view.q);
  const [isMissing, setMissing] = useState(false);
  if (view.q !== seen) {
    setSeen(view.q);
    setText(view.q);
  }
  const profiles = useQuery({
    queryKey: knowledgeKeys.profile,
    queryFn: ({ signal }) => fetchProfile(signal),
  });
  const versions = [profiles.data?.draft, ...(profiles.data?.versions ?? [])].filter(
    (version) => version !== null && version !== undefined,
  );
  const isChanged = text.trim() !== view.q;
  const submit = () => {
    setMissing(text.trim() === "" && view.at === null);
    void onView({ q: text.trim() });
  };
  return (
    <form
      className="grid content-start gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <PickSession
        sessionId={view.session}
        onPick={(session) => void onView({ session, at: null, time: null })}
      />
      {view.session !== null && (
        <PickMoment key={view.session} sessionId={view.session} view={view} onView={onView} />
      )}
      <TextAreaField
        label={playgroundCopy.question}
        hint={playgroundCopy.questionHint}
        value={text}
        maxLength={4_000}
        error={isMissing ? playgroundCopy.missingQuestion : undefined}
        onChange={(event) => {
          setText(event.target.value);
          setMissing(false);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          submit();
        }}
      />
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          label={playgroundCopy.route}
          value={view.route ?? ""}
          options={[
            { value: "", label: playgroundCopy.anyRoute },
            ...routes.map((route) => ({ value: route, label: whyCopy.routes[route] ?? route })),
          ]}
          onChange={({ target }) => void onView({ route: (target.value || null) as Route | null })}
        />
        <SelectField
          label={playgroundCopy.profile}
          value={String(view.profile ?? "")}
          options={[
            { value: "", label: playgroundCopy.published },
            ...versions.map(({ version, state }) => ({
              value: String(version),
              label: playgroundCopy.profileVersion(
                version,
                playgroundCopy.profileStates[state] ?? state,
              ),
            })),
          ]}
          onChange={({ target }) => void onView({ profile: Number(target.value) || null })}
        />
      </div>
      <label className="flex items-center gap-2 text-text text-xs">
        <input
          type="checkbox"
          className="size-4"
          checked={view.drafts !== null}
          onChange={({ target }) => void onView({ drafts: target.checked ? "1" : null })}
        />
        {playgroundCopy.drafts}
      </label>
      <div className="grid gap-1.5">
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" disabled={view.session === null}>
            {playgroundCopy.ask}
          </Button>
          {(["triage", "draft"] as const).map((mode) => (
            <Button
              key={mode}
              disabled={!ask || isChanged || model.isPending}
              onClick={() => model.mutate(mode)}
            >
              {model.isPending && model.variables === mode
                ? playgroundCopy.working[mode]
                : playgroundCopy[mode]}
            </Button>
          ))}
        </div>
        <p className="text-2xs text-muted">{playgroundCopy.costs}</p>
      </div>
    </form>
  );
}
