import { shortcutsCopy } from "@/components/copy/shortcuts";
import { Dialog } from "@/components/ui/dialog";
import { modifierKey } from "@/components/ui/modifier-key";

type HelpSheetProps = { open: boolean; onOpenChange: (open: boolean) => void };

export default function HelpSheet({ open, onOpenChange }: HelpSheetProps) {
  const words = shortcutsCopy;
  const groups: [string, [string[], string][]][] = [
    [
      words.groups.list,
      [
        [["/"], words.search],
        [["J"], words.next],
        [["K"], words.previous],
        [["Enter"], words.open],
      ],
    ],
    [
      words.groups.conversation,
      [
        [["R"], words.reply],
        [["T"], words.takeOver],
        [["H"], words.handBack],
        [[modifierKey(), "Enter"], words.send],
        [["Esc"], words.back],
      ],
    ],
    [
      words.groups.everywhere,
      [
        [["Z"], words.undo],
        [["?"], words.help],
      ],
    ],
  ];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={words.title}
      description={words.description}
    >
      {groups.map(([title, rows]) => (
        <section key={title} className="mb-4 last:mb-0">
          <h3 className="mb-1 text-2xs font-medium text-muted">{title}</h3>
          <dl className="divide-y divide-line text-xs">
            {rows.map(([keys, meaning]) => (
              <div key={meaning} className="flex h-8 items-center gap-3">
                <dt className="order-2 ml-auto flex gap-1">
                  {keys.map((key) => (
                    <kbd
                      key={key}
                      className="min-w-6 rounded-xs border border-line-strong bg-surface px-1.5 text-center font-sans text-2xs text-text"
                    >
                      {key}
                    </kbd>
                  ))}
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
