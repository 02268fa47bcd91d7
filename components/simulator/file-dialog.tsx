"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { simulatorCopy } from "@/components/copy/simulator";
import { OwnFile } from "@/components/simulator/own-file";
import { SampleChoice } from "@/components/simulator/sample-choice";
import {
  type FileAct,
  type FileKind,
  fetchSamples,
  simulatorKeys,
} from "@/components/simulator/simulator-queries";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";

type FileDialogProps = {
  kind: FileKind;
  caption: string;
  onClose: () => void;
  onSend: (acts: FileAct[]) => void;
};

/** Photos (one or an album), a voice note or a document, from the samples or from this machine. */
export function FileDialog({ kind, caption: given, onClose, onSend }: FileDialogProps) {
  const [chosen, setChosen] = useState<string[]>([]);
  const [caption, setCaption] = useState(given);
  const samples = useQuery({
    queryKey: simulatorKeys.files,
    queryFn: ({ signal }) => fetchSamples(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const words = simulatorCopy.files[kind];
  const choose = (name: string) => {
    const others = kind === "image" ? chosen : [];
    setChosen(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...others, name]);
  };
  const send = (files: readonly string[]) =>
    // A caption belongs to the first of an album, as on a phone.
    onSend(
      files.map((file, n) => ({
        kind,
        file,
        ...(n === 0 && caption.trim() && kind !== "voice" && { caption: caption.trim() }),
      })),
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.title}
      description={words.lead}
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen.length > 0) send(chosen);
        }}
      >
        {samples.isPending && <Skeleton className="h-40" />}
        {samples.isError && (
          <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-xs text-bad">
            {simulatorCopy.samplesFailed}
          </p>
        )}
        {samples.isSuccess && (
          <SampleChoice
            kind={kind}
            samples={samples.data.samples.filter((sample) => sample.kind === kind)}
            chosen={chosen}
            onChoose={choose}
          />
        )}
        {kind !== "voice" && (
          <TextField
            label={simulatorCopy.caption}
            value={caption}
            maxLength={1_024}
            autoComplete="off"
            onChange={(event) => setCaption(event.target.value)}
          />
        )}
        <div className="flex items-start gap-2">
          <OwnFile kind={kind} onReady={(id) => send([...chosen, id])} />
          <Button
            type="submit"
            variant="primary"
            className="ml-auto shrink-0"
            disabled={chosen.length === 0}
          >
            {words.send(chosen.length)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
