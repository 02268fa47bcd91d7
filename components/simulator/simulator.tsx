"use client";

import { Smartphone } from "lucide-react";
import Link from "next/link";
import { parseAsString, useQueryState } from "nuqs";
import { simulatorCopy } from "@/components/copy/simulator";
import { CustomerList } from "@/components/simulator/customer-list";
import { Phone } from "@/components/simulator/phone";
import { useCustomers } from "@/components/simulator/use-customers";
import { classNames } from "@/components/ui/class-names";
import { ParceloMark } from "@/components/ui/parcelo-mark";
import { StatePanel } from "@/components/ui/state-panel";

/** Customers on the left, the phone of one of them on the right; a link to the chat of whoever is on call. */
export function Simulator({ telegramUrl }: { telegramUrl: string | null }) {
  const [id, setId] = useQueryState("customer", parseAsString);
  const customers = useCustomers();
  const customer = customers.data?.customers.find((one) => one.id === id);
  return (
    <div className="flex h-dvh flex-col bg-canvas">
      <header
        className={classNames(
          "flex h-(--bar) shrink-0 items-center gap-3 border-b border-line bg-surface px-5",
          customer && "max-tablet:hidden",
        )}
      >
        <ParceloMark className="size-6" />
        <h1 className="text-lg font-semibold tracking-tight text-ink">{simulatorCopy.title}</h1>
        <p className="truncate text-xs text-muted max-laptop:hidden">{simulatorCopy.lead}</p>
        <div className="ml-auto flex shrink-0 gap-4 text-xs font-medium text-link">
          {telegramUrl && (
            <a href={telegramUrl} target="_blank" rel="noreferrer" className="hover:underline">
              {simulatorCopy.openTelegram}
            </a>
          )}
          <Link href="/sessions" className="hover:underline">
            {simulatorCopy.openConsole}
          </Link>
        </div>
      </header>
      <div className="flex min-h-0 grow">
        <CustomerList
          query={customers}
          selectedId={id}
          onSelect={(next) => void setId(next)}
          className={customer ? "max-tablet:hidden" : ""}
        />
        <main className={classNames("grid min-w-0 grow", !customer && "max-tablet:hidden")}>
          {customer && <h1 className="sr-only tablet:hidden">{simulatorCopy.title}</h1>}
          {customer ? (
            <Phone key={customer.id} customer={customer} onBack={() => void setId(null)} />
          ) : (
            <StatePanel icon={Smartphone} title={simulatorCopy.pick}>
              {simulatorCopy.pickBody}
            </StatePanel>
          )}
        </main>
      </div>
    </div>
  );
}
