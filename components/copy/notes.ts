/** Internal notes of staff in a conversation. */
export const notesCopy = {
  title: "Note",
  onlyStaff: "only staff see this",
  label: "Note for colleagues",
  placeholder: "Write a note. The customer never sees it.",
  save: "Save note",
  edit: "Edit",
  delete: "Delete",
  editLabel: "Change the note",
  saveEdit: "Save",
  edited: "edited",
  someone: "Somebody who left",
  deleted: "Note deleted.",
  added: "Note saved.",
};
