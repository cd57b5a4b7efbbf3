import type { KeptUpload } from "../call/upload";
import type { UploadMemory } from "../call/uploads";

const DATABASE = "personal-shopper";
const UPLOADS = "uploads";
/** As long as the server waits for the next part. */
const KEPT_MS = 3_600_000;

/**
 * Files on their way, in the browser's own database: a reload of the page goes on with them. They
 * are deleted once they are sent, cancelled or an hour old. Where the browser has no database for
 * us, a reload loses them.
 */
export const uploadMemory: UploadMemory = {
  async list(event) {
    const all =
      (await run("readonly", (store) => store.getAll() as IDBRequest<KeptUpload[]>)) ?? [];
    const isOld = ({ at }: KeptUpload): boolean => Date.now() - at > KEPT_MS;
    for (const old of all.filter(isOld)) await this.delete(old.key);
    return all.filter((kept) => kept.event === event && !isOld(kept));
  },

  async put(upload) {
    await run("readwrite", (store) => store.put(upload));
  },

  async delete(key) {
    await run("readwrite", (store) => store.delete(key));
  },
};

async function run<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result | undefined> {
  try {
    const database = await open();
    try {
      return await answer(work(database.transaction(UPLOADS, mode).objectStore(UPLOADS)));
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(UPLOADS, { keyPath: "key" });
  return answer(request);
}

function answer<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The database did not answer."));
  });
}
