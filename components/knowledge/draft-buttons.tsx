import Link from "next/link";
import { knowledgeCopy } from "@/components/copy/knowledge";
import { playgroundCopy } from "@/components/copy/playground";
import { Button } from "@/components/ui/button";

type DraftButtonsProps = {
  isNew: boolean;
  isUnsaved: boolean;
  isSaving: boolean;
  hasDraft: boolean;
  /** Where the draft can be asked before it is published. */
  tryHref: `/playground?${string}`;
  onPublish: () => void;
  onDiscard: () => void;
};

const words = knowledgeCopy.acts;

/** Save, publish, discard. Publishing takes what is saved, so unsaved text has to be saved first. */
export function DraftButtons(props: DraftButtonsProps) {
  const { isNew, isUnsaved, isSaving, hasDraft, onPublish, onDiscard } = props;
  return (
    <>
      {isUnsaved && <span className="text-xs text-warn">{words.unsaved}</span>}
      {hasDraft && <Button onClick={onDiscard}>{words.discard}</Button>}
      {hasDraft && !isUnsaved && (
        <Button asChild>
          <Link href={props.tryHref} title={words.tryDraft}>
            {playgroundCopy.tryDraft}
          </Link>
        </Button>
      )}
      <Button
        type="submit"
        variant={hasDraft && !isUnsaved ? "secondary" : "primary"}
        disabled={isSaving || !isUnsaved}
      >
        {isNew ? words.create : words.save}
      </Button>
      {hasDraft && (
        <Button
          variant={isUnsaved ? "secondary" : "primary"}
          disabled={isUnsaved}
          title={isUnsaved ? words.saveFirst : words.tryDraft}
          onClick={onPublish}
        >
          {words.publish}
        </Button>
      )}
    </>
  );
}
