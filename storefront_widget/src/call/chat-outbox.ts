import { randomKey } from "../internal/random-key";
import { RoomError } from "./room-error";
import { Store } from "./store";

/** A message that is not in the chat yet. */
export interface Unsent {
  /** Ours; sent again with it, a message is said once. */
  readonly key: string;
  readonly text: string;
  readonly writtenAt: string;
  /** Why the server refused it; null while it is on its way. */
  readonly refusal: RoomError | null;
  /** The server has it; that it is in the chat will be told in a moment. */
  readonly isTaken: boolean;
}

/** What passes by itself: no connection, no answer, and a server that is out of order. */
const PASSING: ReadonlySet<string> = new Set(["OFFLINE", "TIMEOUT", "UNAVAILABLE"]);
const AGAIN_MS = 3_000;

/**
 * What was written and is not in the chat yet. It is sent one after the other, in the order in
 * which it was written, and again after a break, until the server has taken it or refused it.
 */
export class ChatOutbox {
  readonly state = new Store<readonly Unsent[]>([]);
  private isSending = false;
  private isClosed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly send: (text: string, key: string) => Promise<void>) {}

  write(text: string): void {
    const writtenAt = new Date().toISOString();
    this.put({ key: randomKey(), text, writtenAt, refusal: null, isTaken: false });
    this.resume();
  }

  /** Tries a refused message once more, behind what was written since. */
  retry(key: string): void {
    const found = this.state.value.find((unsent) => unsent.key === key);
    if (found === undefined) return;
    this.settle(key);
    this.put({ ...found, refusal: null });
    this.resume();
  }

  /** It is in the chat, or not wanted any more. */
  settle(key: string): void {
    if (this.state.value.some((unsent) => unsent.key === key))
      this.state.set(this.state.value.filter((unsent) => unsent.key !== key));
  }

  /** The whole chat is there: what was taken is in it, as far back as it goes. */
  settleTaken(): void {
    for (const { key, isTaken } of this.state.value) if (isTaken) this.settle(key);
  }

  /** Goes on at once: the connection is there again. */
  resume(): void {
    clearTimeout(this.timer);
    if (!this.isSending && !this.isClosed) void this.deliver();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  private async deliver(): Promise<void> {
    this.isSending = true;
    try {
      let next: Unsent | undefined;
      while ((next = this.waiting) !== undefined) await this.deliverOne(next);
    } catch {
      if (!this.isClosed) this.timer = setTimeout(() => this.resume(), AGAIN_MS);
    } finally {
      this.isSending = false;
    }
  }

  /** Throws what passes by itself. */
  private async deliverOne({ key, text }: Unsent): Promise<void> {
    try {
      await this.send(text, key);
      this.change(key, { isTaken: true });
    } catch (error) {
      if (!(error instanceof RoomError) || PASSING.has(error.code)) throw error;
      this.change(key, { refusal: error });
    }
  }

  private get waiting(): Unsent | undefined {
    if (this.isClosed) return undefined;
    return this.state.value.find(({ refusal, isTaken }) => refusal === null && !isTaken);
  }

  private change(key: string, change: Partial<Unsent>): void {
    this.state.set(
      this.state.value.map((unsent) => (unsent.key === key ? { ...unsent, ...change } : unsent)),
    );
  }

  private put(unsent: Unsent): void {
    this.state.set([...this.state.value, unsent]);
  }
}
