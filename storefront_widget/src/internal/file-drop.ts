import type { ReactiveController, ReactiveControllerHost } from "lit";

/**
 * Takes files that are dropped anywhere on the page. Without it the browser would leave the call
 * to show them.
 */
export class FileDrop implements ReactiveController {
  /** Files are held over the page. */
  isOver = false;
  /** Elements that were entered and not left yet. */
  private depth = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly onFiles: (files: readonly File[]) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    for (const [type, listener] of this.listeners) window.addEventListener(type, listener);
  }

  hostDisconnected(): void {
    for (const [type, listener] of this.listeners) window.removeEventListener(type, listener);
  }

  private readonly handleEnter = (event: DragEvent): void => {
    if (holdsFiles(event)) this.move(this.depth + 1);
  };

  private readonly handleLeave = (event: DragEvent): void => {
    if (holdsFiles(event)) this.move(this.depth - 1);
  };

  private readonly handleOver = (event: DragEvent): void => {
    if (holdsFiles(event)) event.preventDefault();
  };

  private readonly handleDrop = (event: DragEvent): void => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    this.move(0);
    this.onFiles(filesOf(event.dataTransfer));
  };

  private readonly listeners = [
    ["dragenter", this.handleEnter],
    ["dragleave", this.handleLeave],
    ["dragover", this.handleOver],
    ["drop", this.handleDrop],
  ] as const;

  private move(depth: number): void {
    this.depth = Math.max(0, depth);
    const isOver = this.depth > 0;
    if (isOver === this.isOver) return;
    this.isOver = isOver;
    this.host.requestUpdate();
  }
}

/** The files that are dropped or pasted, without folders. */
export function filesOf(data: DataTransfer | null): readonly File[] {
  return [...(data?.items ?? [])].flatMap((item) => {
    const file = item.kind === "file" ? item.getAsFile() : null;
    const isFolder = item.webkitGetAsEntry()?.isDirectory === true;
    return file === null || isFolder ? [] : [file];
  });
}

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") === true;
}
