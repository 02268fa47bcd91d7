const files = (count: number) => (count === 1 ? "1 file" : `${count.toLocaleString("en")} files`);

/** Removing what is kept of a conversation or a customer. */
export const removalCopy = {
  title: "Remove data",
  purgeSession: "Files of this conversation",
  purgeCustomer: "All files",
  purgeAll: "Purge all their files",
  erase: "Erase customer",
  dialog: {
    session: "Purge the files of this conversation?",
    customer: "Purge all files of this customer?",
    body: "The files go from storage before their time and cannot be brought back. Captions and transcripts stay in the messages for as long as the messages do. This is written to the audit log.",
    who: "Customer",
    nameless: "Without a name",
    files: "Files",
    size: "Size",
    conversations: "Conversations",
    /** Typed to confirm where the customer has no name. */
    phrase: "purge",
    action: (count: number) => `Purge ${files(count)}`,
    loading: "Counting the files",
    loadFailed: "The files could not be counted",
    none: "No files are kept.",
    held: (placed: string) => `A legal hold stands since ${placed}.`,
    heldBody:
      "Nothing of this customer may be removed until the privacy team releases it. Their files stay beyond the usual time.",
    holds: "Go to legal holds",
  },
  progress: {
    title: "Purging files",
    label: "Files removed",
    removed: (done: number, total: number) =>
      `${done.toLocaleString("en")} of ${files(total)} removed`,
    objects: (count: number) => `${files(count)} still in storage`,
    finished: (count: number) => `${files(count)} removed, from the list and from storage.`,
    held: (done: number, total: number) =>
      `A legal hold was placed meanwhile: stopped after ${done.toLocaleString("en")} of ${files(total)}. The others stay.`,
    goesOn: "It goes on when you close this.",
    failed: "The progress could not be read. The purge itself goes on.",
    done: "Done",
  },
  eraseDialog: {
    title: "Erase this customer",
    description:
      "Nobody is erased at a press of a button. This opens an erasure request: the identity is proved, what would go is previewed and approved, and a certificate is written at the end. Messages, files, notes and recall go then, for good.",
    loading: "Looking the customer up",
    submit: "Open the erasure request",
  },
};
