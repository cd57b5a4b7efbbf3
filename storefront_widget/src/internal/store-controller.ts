import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Store } from "../call/store";

/** Renders its host anew whenever one of the stores changes. */
export class StoreController implements ReactiveController {
  private stops: (() => void)[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly stores: () => readonly Pick<Store<unknown>, "subscribe">[],
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.watch();
  }

  hostDisconnected(): void {
    for (const stop of this.stops) stop();
    this.stops = [];
  }

  /** Watches the stores of this moment; to be called when they were exchanged. */
  watch(): void {
    this.hostDisconnected();
    this.stops = this.stores().map((store) => store.subscribe(() => this.host.requestUpdate()));
  }
}
