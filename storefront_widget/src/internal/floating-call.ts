import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { LocalMediaState } from "../call/local-media-state";
import type { RoomState } from "../call/room-state";
import { counterpart } from "../call/room-views";
import { remoteOf, sharedScreen, type RemoteMedia } from "../call/subscriber";
import { avatarOf } from "./initials";
import { MediaKeys, type MediaKeysListener } from "./media-keys";
import { PictureInPicture } from "./picture-in-picture";

/** The call outside of its page: the browser's small window (SF-16, CL-23) and its controls. */
export class FloatingCall implements ReactiveController {
  private readonly picture = new PictureInPicture();
  private readonly keys: MediaKeys;
  private stop: (() => void) | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    listener: MediaKeysListener,
  ) {
    this.keys = new MediaKeys(listener);
    host.addController(this);
  }

  hostConnected(): void {
    this.keys.start();
    this.stop = this.picture.state.subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.keys.stop();
    this.stop?.();
    this.picture.close();
  }

  /** Whether the small window is open; null where the browser has none. */
  get isOpen(): boolean | null {
    return PictureInPicture.isPossible ? this.picture.state.value.isOpen : null;
  }

  /** Opens or closes the small window. Call it inside a click. Throws where that is refused. */
  async toggle(): Promise<void> {
    await this.picture.toggle();
  }

  /** Shows a shared screen, else the other side, and tells what is on of one's own. */
  follow(
    room: RoomState,
    remote: ReadonlyMap<string, RemoteMedia>,
    local: LocalMediaState,
    storeName: string,
  ): void {
    const other = counterpart(room);
    const face = other?.camera === true ? remoteOf(remote, other.id)?.stream : null;
    const stream = sharedScreen(remote)?.stream ?? face;
    this.picture.show({
      track: stream?.getVideoTracks()[0] ?? null,
      initials: other === null ? room.initials : avatarOf(other, room),
    });
    this.keys.tell(local.microphoneOn, local.cameraOn, other?.name ?? storeName, storeName);
  }
}
