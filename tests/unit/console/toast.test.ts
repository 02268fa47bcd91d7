import { afterEach, describe, expect, it } from "vitest";
import { sayWithUndo, undoLast } from "@/components/conversation/say-with-undo";
import { RequestFailure } from "@/components/query/request-json";
import { connectToaster, dismissToast, type Said, toast, toastWaits } from "@/components/ui/toast";

let disconnect = () => {};
afterEach(() => disconnect());

function connect() {
  const shown: Said[] = [];
  const hidden: string[] = [];
  disconnect = connectToaster({
    show: (said) => shown.push(said),
    hide: (id) => hidden.push(id),
  });
  return { shown, hidden };
}

describe("toast", () => {
  it("keeps what is said before toasts can be drawn, in order, and shows it once", () => {
    let heard = 0;
    const unsubscribe = toastWaits.subscribe(() => {
      heard += 1;
    });
    toast("First");
    toast.error("Second");
    unsubscribe();
    expect(heard).toBe(2);
    expect(toastWaits.read()).toBe(true);
    const { shown } = connect();
    expect(shown.map(({ sentence, isFailure }) => [sentence, isFailure])).toEqual([
      ["First", false],
      ["Second", true],
    ]);
    expect(toastWaits.read()).toBe(false);
    disconnect();
    expect(connect().shown).toEqual([]);
  });

  it("does not show what was taken back before, and hides what is shown", () => {
    dismissToast(toast("Taken back"));
    const { shown, hidden } = connect();
    expect(shown).toEqual([]);
    const id = toast("On screen");
    dismissToast(id);
    expect(shown.map((said) => said.id)).toEqual([id]);
    expect(hidden).toEqual([id]);
  });

  it("says it when an act could not be taken back, and nothing when it was", async () => {
    const { shown } = connect();
    sayWithUndo("Closed", async () => "open again");
    undoLast();
    sayWithUndo("Assigned", () => Promise.reject(new RequestFailure("session_closed")));
    undoLast();
    await expect.poll(() => shown.length).toBe(3);
    expect(shown.map(({ isFailure }) => isFailure)).toEqual([false, false, true]);
    expect(shown[2]?.sentence).toMatch(/^It could not be undone\. This conversation is closed/);
  });
});
