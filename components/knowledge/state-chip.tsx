import { Archive, CircleCheck, FlaskConical, PencilLine } from "lucide-react";
import { knowledgeCopy } from "@/components/copy/knowledge";
import { Chip } from "@/components/ui/chip";

type StateChipProps = {
  state: "draft" | "published" | "retired";
  publishedVersion?: number | null;
};

/** Draft (with what is live meanwhile), published or retired. */
export function StateChip({ state, publishedVersion = null }: StateChipProps) {
  if (state === "published") {
    return (
      <Chip icon={CircleCheck} tone="good">
        {knowledgeCopy.states.published}
      </Chip>
    );
  }
  if (state === "retired") return <Chip icon={Archive}>{knowledgeCopy.states.retired}</Chip>;
  return (
    <Chip icon={PencilLine} tone="warn">
      {publishedVersion === null
        ? knowledgeCopy.states.draft
        : knowledgeCopy.draftOn(publishedVersion)}
    </Chip>
  );
}

/** Content that came with the product. */
export function SampleChip() {
  return (
    <Chip icon={FlaskConical} tone="info">
      {knowledgeCopy.sample}
    </Chip>
  );
}
