/** Stand-ins for the network: a socket that says what a scene holds, media drawn on a canvas. */

export class FakeSocket {
  static onOpen: (socket: FakeSocket) => void = () => undefined;
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  private seq = 10;

  constructor() {
    setTimeout(() => {
      this.onopen?.();
      FakeSocket.onOpen(this);
    }, 30);
  }

  say(type: string, data: object): void {
    const message = {
      type,
      at: new Date().toISOString(),
      data,
      ...(type === "welcome" ? {} : { seq: ++this.seq }),
    };
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  send(frame: string): void {
    const { id } = JSON.parse(frame) as { id: string };
    setTimeout(
      () => this.onmessage?.({ data: JSON.stringify({ type: "ack", id, at: "", data: {} }) }),
      20,
    );
  }

  close(): void {
    this.readyState = 3;
  }
}

/** A person of sorts: soft light, head and shoulders. */
function portrait(): MediaStreamTrack {
  const canvas = document.createElement("canvas");
  canvas.width = 1280;
  canvas.height = 720;
  const paint = canvas.getContext("2d") as CanvasRenderingContext2D;
  const draw = (): void => {
    const light = paint.createLinearGradient(0, 0, 1280, 720);
    light.addColorStop(0, "#d9c7b4");
    light.addColorStop(1, "#7f8fa3");
    paint.fillStyle = light;
    paint.fillRect(0, 0, 1280, 720);
    paint.fillStyle = "#6b4a39";
    paint.beginPath();
    paint.ellipse(640, 300, 175, 215, 0, 0, 7);
    paint.fill();
    paint.fillStyle = "#e2b897";
    paint.beginPath();
    paint.ellipse(640, 325, 130, 165, 0, 0, 7);
    paint.fill();
    paint.fillStyle = "#2c4257";
    paint.beginPath();
    paint.ellipse(640, 800, 380, 290, 0, 0, 7);
    paint.fill();
  };
  draw();
  setInterval(draw, 200);
  return canvas.captureStream(5).getVideoTracks()[0] as MediaStreamTrack;
}

export class FakeConnection extends EventTarget {
  connectionState = "new";
  signalingState = "stable";
  onconnectionstatechange: (() => void) | null = null;
  ontrack: ((event: { track: MediaStreamTrack }) => void) | null = null;
  private receives = false;

  addTransceiver(kind: unknown, { direction }: { direction: string }): object {
    if (direction === "recvonly" && kind === "video") this.receives = true;
    return { sender: { replaceTrack: () => Promise.resolve() } };
  }

  createOffer(): Promise<object> {
    return Promise.resolve({ type: "offer", sdp: "v=0" });
  }

  setLocalDescription(): Promise<void> {
    return Promise.resolve();
  }

  setRemoteDescription(): Promise<void> {
    setTimeout(() => {
      if (this.receives) this.ontrack?.({ track: portrait() });
      this.connectionState = "connected";
      this.onconnectionstatechange?.();
    }, 50);
    return Promise.resolve();
  }

  close(): void {
    this.connectionState = "closed";
  }
}
