import type { Store } from "../call/store";
import type { Entrance } from "./entrance";
import type { FlowState } from "./flow-state";
import { NOTICES } from "./notices";
import { phaseOfFault, phaseOfLeft, type Phase } from "./phase";
import { PhaseWatch } from "./phase-watch";

export interface PagesOptions {
  /** Whether another call can be asked for from here. */
  readonly hasShop: boolean;
  /** Begins anew, from what the page remembers. */
  readonly arrive: () => Promise<void>;
  readonly onShow: (phase: Phase, before: Phase) => void;
}

/** The pages around a call: which one is shown, and that it goes on by itself where it can. */
export class Pages {
  private readonly watch = new PhaseWatch(() => this.lookAgain());

  constructor(
    private readonly state: Store<FlowState>,
    private readonly entrance: Entrance,
    private readonly options: PagesOptions,
  ) {}

  show(phase: Phase): void {
    this.options.onShow(phase, this.phase);
    const signedOut = this.entrance.isSignedOut;
    this.state.update({ phase, busy: false, fault: "", signedOut, wayOn: null });
    this.watch.follow(phase);
    if (phase.kind === "notice" && NOTICES[phase.notice].leadsOn) void this.findWayOn(phase);
  }

  /** `from`: where the visitor stood, if that was another page. */
  async showFault(error: unknown, from = this.phase): Promise<void> {
    const fault = phaseOfFault(error) ?? ({ kind: "notice", notice: "offline" } as const);
    const after = from.kind === "farewell" ? phaseOfLeft(from, fault) : from;
    if (after !== from) this.show(after);
    else if (fault.kind !== "seat") this.show(fault);
    // The link tells a guest what he agrees to.
    else this.show({ kind: "seat", link: await this.entrance.link().catch(() => null) });
  }

  /** The room is closed to us; perhaps since the call was moved to another date, or is over. */
  async showClosed(): Promise<void> {
    const closed: Phase = { kind: "notice", notice: "closed" };
    this.show(closed);
    const next = await this.entrance.look().catch(() => closed);
    const isTold = next.kind === "notice" && next.notice !== "unknown";
    if (isTold && this.phase === closed) this.show(next);
  }

  /** Reads what one agrees to anew, in the language that is spoken now. What was typed stays. */
  async retell(): Promise<void> {
    const { phase } = this;
    const next = await this.inOtherWords(phase).catch(() => phase);
    if (this.phase === phase && next.kind === phase.kind) this.update(next);
  }

  stop(): void {
    this.watch.stop();
  }

  private get phase(): Phase {
    return this.state.value.phase;
  }

  private async inOtherWords(phase: Phase): Promise<Phase> {
    if (phase.kind === "request") return this.entrance.askAnew(phase.page.product?.id ?? null);
    if (phase.kind !== "join" || phase.link === null) return phase;
    const link = await this.entrance.link();
    return link === null ? phase : { ...phase, link: { ...link, kind: phase.link.kind } };
  }

  private async findWayOn(phase: Phase): Promise<void> {
    if (!this.options.hasShop) return;
    const { kind } = await this.entrance.askAnew(null).catch(() => phase);
    if (kind === phase.kind || this.phase !== phase) return;
    this.state.update({ wayOn: kind === "request" ? "call" : "message" });
  }

  /** What the page waits for may have come. */
  private async lookAgain(): Promise<void> {
    const { phase, busy } = this.state.value;
    if (busy) return;
    if (phase.kind === "notice" && phase.notice === "offline") {
      await this.options.arrive();
      return;
    }
    const found = await this.entrance.look().catch(() => phase);
    if (this.phase !== phase || this.state.value.busy) return;
    const next = phase.kind === "farewell" ? phaseOfLeft(phase, found) : found;
    if (JSON.stringify(next) === JSON.stringify(phase)) return;
    // What was typed stays, and what was said about it.
    if (next.kind === "join" && phase.kind === "join") this.update(next);
    else this.show(next);
  }

  private update(phase: Phase): void {
    this.state.update({ phase });
    this.watch.follow(phase);
  }
}
