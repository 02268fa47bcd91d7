import type { RunningStack } from "../integration/running-stack";

export const mediaBucket = "chat-media";
const pageSize = 1_000;

/** Every file of the media bucket by its whole path, folder after folder. */
export async function listObjects({ database }: RunningStack): Promise<string[]> {
  const bucket = database.storage.from(mediaBucket);
  async function list(folder: string) {
    const found: { name: string; id: string | null }[] = [];
    for (let offset = 0; ; offset += pageSize) {
      const { data, error } = await bucket.list(folder, { limit: pageSize, offset });
      if (error) throw error;
      found.push(...data);
      if (data.length < pageSize) return found;
    }
  }
  const paths: string[] = [];
  // A folder has no id of its own.
  for (const { name, id } of await list("")) {
    if (id !== null) paths.push(name);
    else for (const file of await list(name)) paths.push(`${name}/${file.name}`);
  }
  return paths;
}
