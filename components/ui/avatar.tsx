import { Bot, User } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { initials } from "@/components/ui/initials";

type AvatarProps = {
  name: string;
  owner?: "bot" | "human";
  ownerTitle?: string;
  tone?: "customer" | "staff";
  size?: "small" | "normal";
};

/** Initials (drawn, not text: they are no part of a name), with a small badge for who answers. The name stands beside it, so it is hidden from readers. */
export function Avatar({
  name,
  owner,
  ownerTitle,
  tone = "customer",
  size = "normal",
}: AvatarProps) {
  const OwnerIcon = owner === "human" ? User : Bot;
  return (
    <span
      aria-hidden="true"
      data-initials={initials(name)}
      className={classNames(
        "relative inline-grid shrink-0 before:content-[attr(data-initials)] place-items-center rounded-full border font-semibold",
        size === "small"
          ? "size-5 text-[8.5px]"
          : "size-7 text-[10.5px] max-tablet:size-9 max-tablet:text-xs",
        tone === "staff"
          ? "border-human-line bg-human-soft text-human"
          : "border-line bg-sunken text-muted",
      )}
    >
      {owner && (
        <span
          title={ownerTitle}
          className={classNames(
            "absolute -right-1 -bottom-1 grid size-[15px] place-items-center rounded-full border border-line bg-surface",
            owner === "human" ? "text-owner-human" : "text-owner-bot",
          )}
        >
          <OwnerIcon className="size-[9px]" strokeWidth={2.4} />
        </span>
      )}
    </span>
  );
}
