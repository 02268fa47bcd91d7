"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { sessionsCopy } from "@/components/copy/sessions";
import { useShortcut } from "@/components/frame/shortcuts";
import { classNames } from "@/components/ui/class-names";
import { usePhoneWidth } from "@/components/ui/use-phone-width";

/** A line of the list; `href` is where J, K and Enter lead. */
export type ScrollerItem = {
  key: string;
  kind: "row" | "group" | "note";
  href?: string;
  render: () => ReactNode;
};

type ListScrollerProps = {
  items: ScrollerItem[];
  selectedHref: string | undefined;
  /** Moving also opens while a conversation is open beside the list. */
  opensAsItMoves: boolean;
  isStale: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
};

const heights = { group: 28, note: 44 };

/** Lines of known height, of which only those in view exist; J and K go from one that leads somewhere to the next. */
export function ListScroller(props: ListScrollerProps) {
  "use no memo"; // The virtualizer changes inside one object, which the compiler would take for unchanged.
  const { items, selectedHref, hasMore, isLoadingMore, onMore } = props;
  const router = useRouter();
  const scrollRef = useRef<HTMLDivElement>(null);
  const rowHeight = usePhoneWidth() ? 84 : 74;
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: (index) => {
      const kind = items[index]?.kind ?? "row";
      return kind === "row" ? rowHeight : heights[kind];
    },
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 8,
    // Rows of the first view are rendered on the server, where nothing can be measured.
    initialRect: { width: 324, height: 900 },
  });
  useEffect(() => {
    if (rowHeight) virtual.measure();
  }, [virtual, rowHeight]);
  const virtualItems = virtual.getVirtualItems();

  const lastSeen = virtualItems.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && lastSeen >= items.length - 12) onMore();
  }, [hasMore, isLoadingMore, onMore, lastSeen, items.length]);

  const move = (step: 1 | -1) => {
    const places = items.filter((item) => item.href);
    const focused = document.activeElement?.closest("[data-item]")?.getAttribute("data-item");
    const from = places.findIndex((item) =>
      focused ? item.key === focused : item.href === selectedHref,
    );
    const target = places[from === -1 ? 0 : from + step];
    if (!target?.href) return;
    virtual.scrollToIndex(items.indexOf(target));
    requestAnimationFrame(() =>
      scrollRef.current
        ?.querySelector<HTMLElement>(`[data-item="${CSS.escape(target.key)}"] a`)
        ?.focus(),
    );
    if (props.opensAsItMoves) router.push(target.href as "/sessions", { scroll: false });
  };
  useShortcut("j", () => move(1));
  useShortcut("k", () => move(-1));

  return (
    <div
      ref={scrollRef}
      aria-busy={props.isStale}
      className={classNames(
        "min-h-0 grow overflow-y-auto transition-opacity duration-(--dur-2)",
        props.isStale && "opacity-60",
      )}
    >
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtualItems.map((place) => {
          const item = items[place.index];
          return (
            item && (
              <li
                key={place.key}
                data-item={item.key}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${place.start}px)`, height: place.size }}
              >
                {item.render()}
              </li>
            )
          );
        })}
      </ul>
      {isLoadingMore && (
        <p role="status" className="py-3 text-center text-2xs text-muted">
          {sessionsCopy.loadingMore}
        </p>
      )}
    </div>
  );
}
