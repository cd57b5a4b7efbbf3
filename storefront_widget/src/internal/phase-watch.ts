import { onReturn } from "./page-life";
import type { Phase } from "./phase";
import type { NoticeKind } from "./notices";

const SECOND = 1_000;
/** How often a page that waits for something looks again, by what it waits for. */
const PAUSES: Partial<Record<NoticeKind | Phase["kind"], number>> = {
  join: 15 * SECOND,
  seat: 5 * SECOND,
  full: 5 * SECOND,
  tooEarly: 30 * SECOND,
  offline: 10 * SECOND,
  cancelled: 60 * SECOND,
};
/** A call that was left may end in a moment, or in hours: it is looked at ever less often. */
const LEFT = { first: 3 * SECOND, growth: 1.3, longest: 60 * SECOND, looks: 180 };

/** How long to wait before looking again, after so many looks; null where nothing can change. */
export function pauseOf(phase: Phase, now: number, looks = 0): number | null {
  // Who comes as a guest by the customer's link would be shown the customer's state.
  if (phase.kind === "join" && phase.asGuest === true) return null;
  if (phase.kind === "farewell") return phase.canRejoin ? pauseAfterLeaving(looks) : null;
  const pause = PAUSES[phase.kind === "notice" ? phase.notice : phase.kind] ?? null;
  const opensAt = "link" in phase ? Date.parse(phase.link?.opensAt ?? "") : NaN;
  return pause === null || !(opensAt > now) ? pause : Math.min(pause, opensAt - now + SECOND);
}

function pauseAfterLeaving(looks: number): number | null {
  if (looks >= LEFT.looks) return null;
  return Math.min(LEFT.longest, LEFT.first * LEFT.growth ** looks);
}

/** Has a page look again at how things stand, while somebody looks at it. */
export class PhaseWatch {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private phase: Phase | null = null;
  private looks = 0;
  private readonly stopReturns = onReturn(() => this.hurry());

  constructor(private readonly look: () => Promise<void>) {}

  /** From now on for this phase; the pause begins anew. */
  follow(phase: Phase): void {
    if (phase !== this.phase) this.looks = 0;
    this.phase = phase;
    clearTimeout(this.timer);
    const pause = pauseOf(phase, Date.now(), this.looks);
    if (pause !== null) this.timer = setTimeout(() => void this.run(), pause);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.stopReturns();
  }

  private hurry(): void {
    if (this.phase !== null && pauseOf(this.phase, Date.now()) !== null) void this.run();
  }

  private async run(): Promise<void> {
    clearTimeout(this.timer);
    const { phase } = this;
    if (phase === null) return;
    if (!document.hidden) {
      this.looks++;
      await this.look();
    }
    // The same page goes on waiting; another has its own pause already.
    if (this.phase === phase) this.follow(phase);
  }
}
