// @vitest-environment happy-dom
import type { ReactiveControllerHost } from "lit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FileDrop } from "./file-drop";

const FILE = new File(["x"], "a.jpg");

function drag(type: string, types: readonly string[] = ["Files"]): Event {
  const entry = (isDirectory: boolean): unknown => ({ isDirectory });
  const items = [
    { kind: "file", getAsFile: () => FILE, webkitGetAsEntry: () => entry(false) },
    { kind: "file", getAsFile: () => new File([], "folder"), webkitGetAsEntry: () => entry(true) },
    { kind: "string", getAsFile: () => null, webkitGetAsEntry: () => null },
  ];
  const event = new Event(type, { cancelable: true });
  Object.assign(event, { dataTransfer: { types, items } });
  window.dispatchEvent(event);
  return event;
}

describe("FileDrop", () => {
  const onFiles = vi.fn<(files: readonly File[]) => void>();
  const host = { addController: vi.fn(), requestUpdate: vi.fn() };
  let drop: FileDrop;

  beforeEach(() => {
    onFiles.mockReset();
    drop = new FileDrop(host as unknown as ReactiveControllerHost, onFiles);
    drop.hostConnected();
  });
  afterEach(() => drop.hostDisconnected());

  it("should take files, without folders, wherever they are dropped", () => {
    drag("dragenter");
    expect(drop.isOver).toBe(true);
    expect(drag("dragover").defaultPrevented).toBe(true);
    expect(drag("drop").defaultPrevented).toBe(true);
    expect(onFiles).toHaveBeenCalledExactlyOnceWith([FILE]);
    expect(drop.isOver).toBe(false);
  });

  it("should notice when the files leave the page again", () => {
    drag("dragenter");
    drag("dragenter");
    drag("dragleave");
    expect(drop.isOver).toBe(true);
    drag("dragleave");
    expect(drop.isOver).toBe(false);
  });

  it("should leave dragged text alone", () => {
    expect(drag("dragover", ["text/plain"]).defaultPrevented).toBe(false);
    expect(drag("drop", ["text/plain"]).defaultPrevented).toBe(false);
    expect(onFiles).not.toHaveBeenCalled();
  });
});
