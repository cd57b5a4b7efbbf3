/** Name of the channel on which the shop's own tabs speak with each other. */
const NAME = "personal-shopper";

/** The shop's other tabs, which may have copied a call from the session of the one that has it. */
export class OtherTabs {
  private readonly channel = new BroadcastChannel(NAME);

  /** `onOver` gets the event whose call is over. */
  constructor(onOver: (event: string) => void) {
    this.channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (typeof data === "string") onOver(data);
    });
  }

  tellOver(event: string): void {
    this.channel.postMessage(event);
  }
}
