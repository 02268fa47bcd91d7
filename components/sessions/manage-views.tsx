"use client";

import { Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { sessionSearchCopy } from "@/components/copy/session-search";
import { errorSentence } from "@/components/query/error-sentence";
import { useSavedViews } from "@/components/sessions/use-saved-views";
import { describeQuery } from "@/components/sessions/view-of-query";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { inputClasses, TextField } from "@/components/ui/text-field";
import type { SavedView, ViewToSave } from "@/lib/chat/view-schemas";

const words = sessionSearchCopy;

type ManageViewsProps = { query: string; mayShare: boolean; onClose: () => void };

/** Saves the filters at hand under a name; renames, shares and deletes the saved ones. */
export function ManageViews({ query, mayShare, onClose }: ManageViewsProps) {
  const { views, save, remove } = useSavedViews();
  const changeable = views.data?.filter((view) => !view.shared || mayShare) ?? [];
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.manageTitle}
      description={words.manageBody}
    >
      <SaveForm
        query={query}
        mayShare={mayShare}
        error={save.error ? errorSentence(save.error) : undefined}
        onSave={(view) => save.mutate(view, { onSuccess: onClose })}
      />
      {changeable.length > 0 && (
        <ul className="mt-4 grid gap-1 border-t border-line pt-3">
          {changeable.map((view) => (
            <li key={view.id} className="flex items-center gap-1.5">
              <RenameField view={view} onRename={(name) => save.mutate({ ...view, name })} />
              {mayShare && (
                <Button
                  aria-pressed={view.shared}
                  onClick={() => save.mutate({ ...view, shared: !view.shared })}
                >
                  {view.shared ? words.unshare : words.share}
                </Button>
              )}
              <Button
                variant="ghost"
                size="icon"
                aria-label={words.remove(view.name)}
                onClick={() => remove.mutate(view)}
              >
                <Trash2 aria-hidden="true" className="size-4" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {remove.error && (
        <p role="alert" className="mt-2 text-xs text-bad">
          {errorSentence(remove.error)}
        </p>
      )}
    </Dialog>
  );
}

function SaveForm({
  query,
  mayShare,
  error,
  onSave,
}: {
  query: string;
  mayShare: boolean;
  error: string | undefined;
  onSave: (view: ViewToSave) => void;
}) {
  // One id for all tries of this form: a repeated press saves no second one.
  const [id] = useState(() => crypto.randomUUID());
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name") ?? "").trim();
    setMissing(name === "");
    if (name) onSave({ id, name, query, shared: form.get("shared") === "on" });
  };
  const wrong = missing ? words.nameMissing : error;
  return (
    <form onSubmit={submit} noValidate className="grid gap-2">
      <p className="text-xs text-text">{words.saveThis(describeQuery(query))}</p>
      <TextField
        label={words.name}
        name="name"
        maxLength={60}
        autoComplete="off"
        {...(wrong && { error: wrong })}
      />
      <div className="flex items-center gap-2">
        {mayShare && (
          <label className="flex items-center gap-1.5 text-xs text-text">
            <input type="checkbox" name="shared" className="size-4 accent-(--ink)" />
            {words.shareLabel}
          </label>
        )}
        <Button type="submit" variant="primary" className="ml-auto">
          {words.save}
        </Button>
      </div>
    </form>
  );
}

/** Renames on Enter, or on leaving the field. */
function RenameField({ view, onRename }: { view: SavedView; onRename: (name: string) => void }) {
  const [name, setName] = useState(view.name);
  const rename = () => {
    const next = name.trim();
    if (next === "") setName(view.name);
    else if (next !== view.name) onRename(next);
  };
  return (
    <input
      aria-label={words.rename(view.name)}
      title={describeQuery(view.query)}
      value={name}
      maxLength={60}
      onChange={(event) => setName(event.target.value)}
      onBlur={rename}
      onKeyDown={(event) => event.key === "Enter" && rename()}
      className={inputClasses}
    />
  );
}
