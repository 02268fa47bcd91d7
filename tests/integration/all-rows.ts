type Page<Row> = PromiseLike<{ data: Row[] | null; error: { message: string } | null }>;

/** Hosted Supabase gives at most this many rows a response. */
const pageSize = 1_000;

/** Every row of an ordered read that does not change meanwhile, page after page. */
export async function allRows<Row>(read: (from: number, to: number) => Page<Row>): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const { data, error } = await read(rows.length, rows.length + pageSize - 1);
    if (error) throw new Error(error.message);
    rows.push(...(data ?? []));
    if ((data ?? []).length < pageSize) return rows;
  }
}
