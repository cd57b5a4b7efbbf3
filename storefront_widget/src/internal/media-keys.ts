/** What the browser's own controls, such as those of its small window, ask for. */
export interface MediaKeysListener {
  toggleMicrophone(): void;
  toggleCamera(): void;
  hangUp(): void;
}

const ACTIONS = ["togglemicrophone", "togglecamera", "hangup"] as const;
type Action = (typeof ACTIONS)[number];

/** The call in the browser's Media Session: controls beside our own, and what is on. */
export class MediaKeys {
  constructor(private readonly listener: MediaKeysListener) {}

  start(): void {
    const handlers: Record<Action, () => void> = {
      togglemicrophone: () => this.listener.toggleMicrophone(),
      togglecamera: () => this.listener.toggleCamera(),
      hangup: () => this.listener.hangUp(),
    };
    for (const action of ACTIONS) this.handle(action, handlers[action]);
  }

  stop(): void {
    for (const action of ACTIONS) this.handle(action, null);
    if (this.session) this.session.metadata = null;
  }

  /** Tells what is on, and who is spoken with where. */
  tell(microphone: boolean, camera: boolean, title: string, artist: string): void {
    const { session } = this;
    if (!session) return;
    void session.setMicrophoneActive?.(microphone);
    void session.setCameraActive?.(camera);
    const { metadata } = session;
    if (metadata?.title !== title || metadata.artist !== artist)
      session.metadata = new MediaMetadata({ title, artist });
  }

  private handle(action: Action, handler: (() => void) | null): void {
    try {
      this.session?.setActionHandler(action as MediaSessionAction, handler);
    } catch {
      // A browser that does not know this control has none.
    }
  }

  /** Older browsers know it without what calls need. */
  private get session():
    | (Partial<Pick<MediaSession, "setMicrophoneActive" | "setCameraActive">> &
        Omit<MediaSession, "setMicrophoneActive" | "setCameraActive">)
    | undefined {
    return (navigator as Partial<Navigator>).mediaSession;
  }
}
