/** Customers as staff find and name them, whatever for. */
export const customersCopy = {
  unnamed: "No name",
  searching: "Searching…",
  noneFound: "Nobody of that name or number. Only people who wrote to us have a record here.",
  last: "last message",
  change: "Choose another",
};
