import type { ReactNode } from "react";
import { ListPulse } from "@/components/list/list-pulse";
import type { KeysetList } from "@/components/list/use-keyset-list";

type ListPageProps = {
  title: string;
  /** 2 where the list is a part of a page that has its own title. */
  headingLevel?: 1 | 2;
  /** The list of the page: its count and whether it is alive stand beside the title. */
  list?: KeysetList<unknown>;
  /** One quiet sentence or figure beside the title. */
  note?: ReactNode;
  /** Buttons of the page, at the right. */
  actions?: ReactNode;
  /** Tabs, search and filters. */
  toolbar?: ReactNode;
  /** What acts on the selected rows; takes the toolbar's place. */
  selectionBar?: ReactNode;
  children: ReactNode;
  /** A DetailDrawer; the list stays alive beside it. */
  detail?: ReactNode;
};

/** A page that is one list: bar, toolbar, rows that scroll, and the open row's details. */
export function ListPage(props: ListPageProps) {
  const Heading = props.headingLevel === 2 ? "h2" : "h1";
  return (
    <div className="relative flex min-h-0 grow">
      <div className="flex min-w-0 grow flex-col">
        <header className="flex min-h-(--bar) shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-5 py-1.5 max-tablet:px-3">
          <Heading className="font-semibold text-ink text-lg">{props.title}</Heading>
          {props.list && <ListPulse list={props.list} />}
          {props.note && <div className="text-muted text-xs">{props.note}</div>}
          {props.actions && <div className="ml-auto flex gap-2">{props.actions}</div>}
        </header>
        {props.selectionBar ??
          (props.toolbar && (
            <div className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b px-5 py-2 max-tablet:px-3">
              {props.toolbar}
            </div>
          ))}
        {props.children}
      </div>
      {props.detail}
    </div>
  );
}
