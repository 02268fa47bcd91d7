/** A filter and a cursor as an address; what is absent stays out. */
export function queryOf(filter: Record<string, string | undefined>, cursor: object | null) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
  if (cursor) query.set("cursor", JSON.stringify(cursor));
  return query;
}
